import type { Db } from '../../../platform/db/database.ts';

/** What somebody wrote to the hotline that belongs to no ticket. */
export interface KeptTextRow {
  /** of its message */
  id: string;
  /** E.164 */
  from: string;
  body: string;
  writtenAt: Date;
  isRead: boolean;
  /** null: a number that nobody here has */
  contactName: string | null;
  customerNumber: string | null;
  customerName: string | null;
}

const TEXTS = `select messages.id, from_number as "from", left(body, 400) as body, messages.created_at as "writtenAt",
    kept = 'read' as "isRead", contacts.name as "contactName", customers.number as "customerNumber",
    customers.name as "customerName"
  from messages left join contacts on contacts.id = messages.contact_id
    left join customers on customers.number = contacts.customer_number`;

/** Those that nobody has read, the oldest first; those of customers before those of strangers. */
export async function listUnreadTexts(db: Db, limit: number): Promise<KeptTextRow[]> {
  return db.query<KeptTextRow>(
    `${TEXTS} where kept = 'message' order by messages.contact_id is null, messages.created_at, messages.id limit $1`,
    [limit],
  );
}

/** The newest ones since an instant, read or not. */
export async function listTextsSince(db: Db, since: Date, limit: number): Promise<KeptTextRow[]> {
  return db.query<KeptTextRow>(
    `${TEXTS} where kept in ('message', 'read') and messages.created_at >= $1 order by messages.created_at desc limit $2`,
    [since, limit],
  );
}

/** Somebody has read it. @returns whether that is news; null: there is no such text */
export async function markTextRead(db: Db, id: string): Promise<{ isNews: boolean } | null> {
  const [text] = await db.query<{ isNews: boolean }>(
    `with found as (select id, kept from messages where id = $1 and kept in ('message', 'read') for no key update)
     update messages set kept = 'read' from found where messages.id = found.id
     returning found.kept = 'message' as "isNews"`,
    [id],
  );
  return text ?? null;
}
