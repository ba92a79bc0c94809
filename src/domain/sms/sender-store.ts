import type { Db } from '../../platform/db/database.ts';

/** Whether a person was ever paged about a ticket, by their name or, as a supervisor, by their number. */
export async function wasPaged(
  db: Db,
  ticketNumber: string,
  { engineer, number }: { engineer: string; number: string },
): Promise<boolean> {
  const rows = await db.query(
    `select from pages where ticket_number = $1 and (engineer = $2 or engineer is null and number = $3) limit 1`,
    [ticketNumber, engineer, number],
  );
  return rows.length > 0;
}

/** The open tickets somebody was told of with a code, and not paged about by name; the most pressing first. */
export async function findTicketsToldTo(db: Db, holder: string): Promise<string[]> {
  const rows = await db.query<{ number: string }>(
    `select number from tickets where status in ('open', 'acknowledged')
       and exists (select from page_codes where ticket_number = number and holder = $1)
       and not exists (select from pages where ticket_number = tickets.number and engineer = $1)
     order by not verified, respond_by, number limit 20`,
    [holder],
  );
  return rows.map(({ number }) => number);
}

/** How many wrong codes a sender has given for a ticket. */
export async function countWrongCodes(db: Db, ticketNumber: string, holder: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    'select wrong_codes as count from doubted_senders where ticket_number = $1 and holder = $2',
    [ticketNumber, holder],
  );
  return row?.count ?? 0;
}

export async function addWrongCode(db: Db, ticketNumber: string, holder: string): Promise<void> {
  await db.query(
    `insert into doubted_senders (ticket_number, holder, wrong_codes) values ($1, $2, 1)
     on conflict (ticket_number, holder) do update set wrong_codes = doubted_senders.wrong_codes + 1`,
    [ticketNumber, holder],
  );
}

/** Notes that a sender's order about a ticket did not count. @returns whether it is the first one */
export async function noteRefused(db: Db, ticketNumber: string, holder: string, now: Date): Promise<boolean> {
  const rows = await db.query(
    `insert into doubted_senders (ticket_number, holder, refused_at) values ($1, $2, $3)
     on conflict (ticket_number, holder) do update set refused_at = excluded.refused_at
       where doubted_senders.refused_at is null returning holder`,
    [ticketNumber, holder, now],
  );
  return rows.length > 0;
}

/** When the supervisors were last told of a sender. */
export async function lastToldAt(db: Db, holder: string): Promise<Date | null> {
  const [row] = await db.query<{ at: Date | null }>(
    'select max(told_at) as at from doubted_senders where holder = $1 and refused_at is not null',
    [holder],
  );
  return row?.at ?? null;
}

/** Marks everything the supervisors have not been told yet of a sender as told. @returns the numbers of the tickets */
export async function takeUntold(db: Db, holder: string, now: Date): Promise<string[]> {
  const rows = await db.query<{ number: string }>(
    `update doubted_senders set told_at = $2 where holder = $1 and refused_at is not null and told_at is null
     returning ticket_number as number`,
    [holder, now],
  );
  return rows.map(({ number }) => number).sort((one, other) => Number(one) - Number(other));
}

/**
 * Who was paged at a number by SMS after an instant, in the languages that they speak: the last of them. Null: nobody; without any: a
 * supervisor.
 */
export async function findPagedAt(db: Db, number: string, at: Date): Promise<readonly string[] | null> {
  const [row] = await db.query<{ languages: string[] }>(
    `select coalesce(languages, '{}') as languages from messages
     join pages on pages.id = page_id left join engineers on key = engineer
     where to_number = $1 and page_id is not null and messages.sent_at > $2 order by messages.sent_at desc limit 1`,
    [number, at],
  );
  return row?.languages ?? null;
}
