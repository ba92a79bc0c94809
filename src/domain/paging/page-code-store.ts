import type { Db } from '../../platform/db/database.ts';
import { write } from '../../platform/db/write.ts';

/** A code that counts for a ticket, and whose it is: an engineer's key, or a supervisor's number. */
export interface PageCode {
  ticketNumber: string;
  code: string;
  holder: string;
}

/** The codes of some tickets, the oldest first. */
export async function findCodes(db: Db, ticketNumbers: readonly string[]): Promise<PageCode[]> {
  return db.query<PageCode>(
    `select ticket_number as "ticketNumber", code, holder from page_codes where ticket_number = any($1::bigint[])
     order by issued_at, ticket_number, code`,
    [ticketNumbers],
  );
}

/** Makes a code count for some tickets. @returns whether it is this holder's at each of them */
export async function insertCode(
  db: Db,
  ticketNumbers: readonly string[],
  { code, holder }: Pick<PageCode, 'code' | 'holder'>,
  now: Date,
): Promise<boolean> {
  const rows = await db.query<{ holder: string }>(
    `insert into page_codes (ticket_number, code, holder, issued_at)
     select number, $2, $3, $4 from unnest($1::bigint[]) as number order by number
     on conflict (ticket_number, code) do update set holder = page_codes.holder returning holder`,
    [ticketNumbers, code, holder, now],
  );
  return rows.every((row) => row.holder === holder);
}

/** A supervisor's codes for the tickets of some pages are another's from now on: the pages go to their number. */
export async function passOnCodes(
  db: Db,
  pageIds: readonly string[],
  { from, to }: { from: string; to: string },
): Promise<void> {
  await write(
    db,
    `update page_codes set holder = $3
      where holder = $2 and ticket_number in (select ticket_number from pages where id = any($1::uuid[]))`,
    [pageIds, from, to],
  );
}
