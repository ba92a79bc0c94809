import type { Db } from '../../platform/db/database.ts';
import type { WeeklyTime } from './decide-weekly.ts';

/** Null: an engineer in force does not allow it, or there is nobody of this key. */
export async function findWeekly(db: Db, engineer: string): Promise<WeeklyTime | null> {
  const [row] = await db.query<WeeklyTime>(
    `select weekly_day as day, weekly_time as time from engineers
     where key = $1 and retired_at is null and weekly_day is not null and weekly_time is not null`,
    [engineer],
  );
  return row ?? null;
}

/** @param weekly null: not any more @returns whether there is somebody of this key, who is in force to allow it */
export async function changeWeekly(db: Db, engineer: string, weekly: WeeklyTime | null): Promise<boolean> {
  const rows = await db.query(
    `update engineers set weekly_day = $2, weekly_time = $3
     where key = $1 and ($2::smallint is null or retired_at is null) returning key`,
    [engineer, weekly?.day ?? null, weekly?.time ?? null],
  );
  return rows.length > 0;
}
