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
  /** everybody who may have written it, since they have its number; empty: nobody here has it */
  writers: { name: string; customerNumber: string; customerName: string }[];
}

const WRITERS = `(select jsonb_agg(jsonb_build_object('name', contacts.name, 'customerNumber', customers.number,
    'customerName', customers.name) order by customers.number, seat)
  from contacts join customers on customers.number = contacts.customer_number where`;

/** Of a number that several people have, nobody knows who wrote. */
const TEXTS = `select messages.id, from_number as "from", left(body, 400) as body, messages.created_at as "writtenAt",
    kept = 'read' as "isRead",
    coalesce(${WRITERS} contacts.id = messages.contact_id),
      ${WRITERS} phones @> array[from_number] and contacts.retired_at is null and customers.retired_at is null),
      '[]') as writers
  from messages`;

/** Those that nobody has read, the oldest first; those of customers before those of strangers. */
export async function listUnreadTexts(db: Db, limit: number): Promise<KeptTextRow[]> {
  return db.query<KeptTextRow>(
    `select * from (${TEXTS} where kept = 'message') as unread
      order by writers = '[]', "writtenAt", id limit $1`,
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
