import type { Tx } from '../../platform/db/database.ts';

/** The end of a gap that reaches further than we look: as PostgreSQL writes it. */
export const ENDLESS = 'infinity';

/** Somebody is on call at the end again: should that ever change, it is news. */
export async function forgetEndless(tx: Tx, schedule: string): Promise<void> {
  await tx.query('delete from coverage_reports where schedule = $1 and gap_until = $2', [schedule, ENDLESS]);
}

/** Notes that a schedule's gap was reported. @returns whether it is news */
export async function noteReported(
  tx: Tx,
  schedule: string,
  gapUntil: Date | typeof ENDLESS,
  now: Date,
): Promise<boolean> {
  const rows = await tx.query(
    `insert into coverage_reports (schedule, gap_until, reported_at) values ($1, $2, $3)
     on conflict do nothing returning schedule`,
    [schedule, gapUntil, now],
  );
  return rows.length > 0;
}
