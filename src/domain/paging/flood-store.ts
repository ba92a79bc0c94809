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
 * Whether a phone was rung about unverified tickets, or is about to be.
 * @param since only if the call was begun after this instant
 */
export async function wasRungAboutUnverified(db: Db, number: string, since: Date): Promise<boolean> {
  const rows = await db.query(
    `select from calls join tickets on tickets.number = calls.ticket_number
     where calls.to_number = $1 and calls.party = 'engineer' and not tickets.verified and calls.started_at > $2 limit 1`,
    [number, since],
  );
  return rows.length > 0;
}
