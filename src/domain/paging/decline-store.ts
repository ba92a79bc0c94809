import type { Db } from '../../platform/db/database.ts';

/** An engineer has said no to a ticket: until an instant it goes to others. */
export async function insertDecline(
  db: Db,
  decline: { ticketNumber: string; engineer: string; until: Date },
): Promise<void> {
  await db.query(
    `insert into ticket_declines (ticket_number, engineer, until) values ($1, $2, $3)
     on conflict (ticket_number, engineer) do update set until = excluded.until`,
    [decline.ticketNumber, decline.engineer, decline.until],
  );
}

/** They have taken it after all. */
export async function removeDecline(db: Db, ticketNumber: string, engineer: string): Promise<void> {
  await db.query('delete from ticket_declines where ticket_number = $1 and engineer = $2', [
    ticketNumber,
    engineer,
  ]);
}

/** The keys of the engineers to whom a ticket does not go now. */
export async function findDeclined(db: Db, ticketNumber: string, now: Date): Promise<Set<string>> {
  const rows = await db.query<{ engineer: string }>(
    'select engineer from ticket_declines where ticket_number = $1 and until > $2',
    [ticketNumber, now],
  );
  return new Set(rows.map(({ engineer }) => engineer));
}
