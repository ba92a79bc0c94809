import type { Db } from '../../platform/db/database.ts';
import type { ReadinessFault } from './decide-readiness.ts';

/** What the supervisors are told of: a fault of whoever has a shift. */
export interface ShiftReport {
  engineer: string;
  schedule: string;
  /** when the shift began, or begins */
  from: Date;
  fault: ReadinessFault;
}

/** Notes that the supervisors are told. @returns whether they have not been yet */
export async function noteShiftReported(
  db: Db,
  { engineer, schedule, from, fault }: ShiftReport,
  now: Date,
): Promise<boolean> {
  const rows = await db.query(
    `insert into readiness_reports (engineer, schedule, shift_from, fault, reported_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning engineer`,
    [engineer, schedule, from, fault, now],
  );
  return rows.length > 0;
}

/** What was told so long ago may be told again: a shift without an end is told of once in that time. */
export async function dropOldReports(db: Db, before: Date): Promise<void> {
  await db.query('delete from readiness_reports where reported_at < $1', [before]);
}
