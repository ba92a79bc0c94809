import type { Db } from '../../platform/db/database.ts';

/** Notes that more unverified tickets come than usual. @returns whether that was news */
export async function beginFlood(db: Db, now: Date): Promise<boolean> {
  const rows = await db.query(
    'insert into floods (begun_at) values ($1) on conflict ((true)) where ended_at is null do nothing returning id',
    [now],
  );
  return rows.length > 0;
}

export async function isFlooded(db: Db): Promise<boolean> {
  const rows = await db.query('select from floods where ended_at is null');
  return rows.length > 0;
}

export async function endFlood(db: Db, now: Date): Promise<void> {
  await db.query('update floods set ended_at = $1 where ended_at is null', [now]);
}

/**
 * Those of some phones that were rung about unverified tickets, or are about to be.
 * @param since only calls that were begun after this instant
 */
export async function findRungAboutUnverified(
  db: Db,
  numbers: readonly string[],
  since: Date,
): Promise<Set<string>> {
  const rows = await db.query<{ number: string }>(
    `select distinct calls.to_number as number from calls join tickets on tickets.number = calls.ticket_number
     where calls.to_number = any($1) and calls.party = 'engineer' and not tickets.verified and calls.started_at > $2`,
    [numbers, since],
  );
  return new Set(rows.map(({ number }) => number));
}
