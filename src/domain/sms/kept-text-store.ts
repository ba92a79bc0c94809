import type { Db } from '../../platform/db/database.ts';

/** A text that is kept until it is known where it belongs. */
export interface KeptText {
  /** of its message */
  id: string;
  /** E.164 */
  from: string;
  contactId: string | null;
  body: string;
}

const COLUMNS = `id, from_number as "from", contact_id as "contactId", body`;

/** What was written belongs to a ticket: with it, it is kept and forgotten. */
export async function fileText(db: Db, id: string, ticketNumber: string): Promise<void> {
  await db.query('update messages set ticket_number = $2, kept = null where id = $1', [id, ticketNumber]);
}

/** Keeps a text: `asked` until its sender says which ticket they mean, `message` for the supervisors to read. */
export async function keepText(
  db: Db,
  id: string,
  kept: 'asked' | 'message',
  contactId: string | null,
): Promise<void> {
  await db.query('update messages set kept = $2, contact_id = $3 where id = $1', [id, kept, contactId]);
}

/** What a number wrote whose ticket it was asked for, the oldest first. */
export async function findAskedTexts(db: Db, number: string): Promise<KeptText[]> {
  return db.query<KeptText>(
    `select ${COLUMNS} from messages where from_number = $1 and kept = 'asked' order by created_at, id limit 50`,
    [number],
  );
}

/** Nobody has said which ticket is meant: it is a message from now on. @returns null: it has been settled before */
export async function makeMessage(db: Db, id: string): Promise<KeptText | null> {
  const [row] = await db.query<KeptText>(
    `update messages set kept = 'message' where id = $1 and kept = 'asked' returning ${COLUMNS}`,
    [id],
  );
  return row ?? null;
}

/** How many texts of a number have become messages since an instant. */
export async function countKept(db: Db, number: string, since: Date): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from messages
     where from_number = $1 and kept in ('message', 'read') and created_at > $2`,
    [number, since],
  );
  return row?.count ?? 0;
}

/** How many texts of numbers that nobody here has were kept since an instant: of one number, and in all. */
export async function countStrangers(
  db: Db,
  number: string,
  since: Date,
): Promise<{ ofNumber: number; inAll: number }> {
  const [row] = await db.query<{ ofNumber: number; inAll: number }>(
    `select count(*) filter (where from_number = $1)::int as "ofNumber", count(*)::int as "inAll"
     from messages where kept in ('message', 'read') and created_at > $2 and contact_id is null
       and not exists (select from contacts where phones @> array[from_number])`,
    [number, since],
  );
  return row ?? { ofNumber: 0, inAll: 0 };
}

/** How often a number was told where its texts went since an instant: in all, and about one ticket by one text. */
export async function countReceipts(
  db: Db,
  receipt: { to: string; texts: readonly string[]; text: string; ticketNumber: string | null },
  { day, moment }: { day: Date; moment: Date },
): Promise<{ today: number; justNow: number }> {
  const [row] = await db.query<{ today: number; justNow: number }>(
    `select count(*)::int as today,
       count(*) filter (where created_at > $6 and text_name = $3 and ticket_number is not distinct from $4)::int as "justNow"
     from messages where to_number = $1 and is_reply and text_name = any($2) and created_at > $5`,
    [receipt.to, receipt.texts, receipt.text, receipt.ticketNumber, day, moment],
  );
  return row ?? { today: 0, justNow: 0 };
}

/** Whether a text of ours to a number begins so. */
export async function isQuoteOfOurs(db: Db, number: string, words: string, since: Date): Promise<boolean> {
  const rows = await db.query(
    `select from messages where to_number = $1 and direction = 'outbound' and starts_with(body, $2) and created_at > $3
     limit 1`,
    [number, words, since],
  );
  return rows.length > 0;
}

/** Whether a text is one of ours that came back: some phones and services send on what they are sent. */
export async function isEcho(db: Db, number: string, body: string, since: Date): Promise<boolean> {
  const rows = await db.query(
    `select from messages where to_number = $1 and direction = 'outbound' and body = $2 and created_at > $3 limit 1`,
    [number, body, since],
  );
  return rows.length > 0;
}
