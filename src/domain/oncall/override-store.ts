import type { Db } from '../../platform/db/database.ts';
import { localText } from './local-now.ts';

/** An override that somebody made in the console. Times are local to its schedule's time zone: `2026-12-24T08:00`. */
export interface ConsoleOverride {
  id: string;
  schedule: string;
  engineer: string;
  from: string;
  /** where it ends, or ended when it was withdrawn */
  until: string;
  madeAt: Date;
  madeBy: string;
  withdrawn: boolean;
  /** may be empty; null: nobody asked */
  why: string | null;
  /** whom somebody covers; null: nobody in particular */
  insteadOf: string | null;
  /** the request it was agreed on; null: none */
  requestId: string | null;
}

export type NewConsoleOverride = Pick<ConsoleOverride, 'schedule' | 'engineer' | 'from' | 'until'> &
  Partial<Pick<ConsoleOverride, 'why' | 'insteadOf' | 'requestId'>>;

const OVERRIDE = `id, schedule, engineer, from_local as "from", coalesce(held_until, until_local) as until,
  made_at as "madeAt", made_by as "madeBy", withdrawn_at is not null as withdrawn,
  why, instead_of as "insteadOf", request_id as "requestId"`;

/** The overrides of a schedule that hold, will hold or have held, the earliest first; not those withdrawn before they began. */
export async function listConsoleOverrides(db: Db, schedule: string): Promise<ConsoleOverride[]> {
  return db.query<ConsoleOverride>(
    `select ${OVERRIDE} from schedule_overrides
      where schedule = $1 and coalesce(held_until, until_local) > from_local order by from_local, made_at, id`,
    [schedule],
  );
}

/**
 * Overrides beside their schedules that are not over, or have been for a day at most; `$1` is the instant. `isAhead` judges by the
 * schedule's own zone, which the database need not know.
 */
const MAY_BE_AHEAD = `coalesce(held_until, until_local)::timestamp > $1::timestamptz at time zone 'utc' - interval '1 day'`;

function isAhead({ until, zone }: { until: string; zone: string }, now: Date): boolean {
  return until > localText(zone, now);
}

/** What is still to come of overrides of schedules in force that are for one of these engineers, or of one of these schedules. */
export async function listOverridesAhead(
  db: Db,
  { engineers, schedules }: { engineers: readonly string[]; schedules: readonly string[] },
  now: Date,
): Promise<Pick<ConsoleOverride, 'schedule' | 'engineer' | 'until'>[]> {
  const rows = await db.query<{ schedule: string; engineer: string; until: string; zone: string }>(
    `select schedule, engineer, coalesce(held_until, until_local) as until, definition ->> 'timezone' as zone
       from schedule_overrides join schedules on name = schedule
      where retired_at is null and (engineer = any($2) or schedule = any($3))
        and coalesce(held_until, until_local) > from_local and ${MAY_BE_AHEAD}
      order by schedule, until, engineer`,
    [now, engineers, schedules],
  );
  return rows.filter((row) => isAhead(row, now)).map(({ zone: _, ...row }) => row);
}

export async function insertConsoleOverride(
  db: Db,
  { schedule, engineer, from, until, why = null, insteadOf = null, requestId = null }: NewConsoleOverride,
  by: string,
  now: Date,
): Promise<void> {
  await db.query(
    `insert into schedule_overrides
       (schedule, engineer, from_local, until_local, made_at, made_by, why, instead_of, request_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [schedule, engineer, from, until, now, by, why, insteadOf, requestId],
  );
}

/**
 * Ends an override: what it has held stands, the rest is taken back.
 * @param nowLocal the time in the schedule's zone, to the minute
 * @returns the override as it was, or null if there is none of this schedule that could still be withdrawn
 */
export async function withdrawConsoleOverride(
  db: Db,
  { schedule, id, nowLocal }: { schedule: string; id: string; nowLocal: string },
  by: string,
  now: Date,
): Promise<ConsoleOverride | null> {
  const [override] = await db.query<ConsoleOverride>(
    `select ${OVERRIDE} from schedule_overrides
      where id::text = $1 and schedule = $2 and withdrawn_at is null and until_local > $3 for update`,
    [id, schedule, nowLocal],
  );
  if (!override) return null;
  await db.query(
    `update schedule_overrides
        set withdrawn_at = $2, withdrawn_by = $3, held_until = greatest(from_local, $4::text) where id = $1`,
    [id, now, by, nowLocal],
  );
  return override;
}

/** An override made here, with its schedule; null if there is none. @param id as it was typed */
export async function findConsoleOverride(db: Db, id: string): Promise<ConsoleOverride | null> {
  const [override] = await db.query<ConsoleOverride>(
    `select ${OVERRIDE} from schedule_overrides where id::text = $1`,
    [id],
  );
  return override ?? null;
}

/** Shifts that engineers have taken from others, or were given by them, and that are not over by the clock of their schedule. */
export async function listCovers(db: Db, now: Date): Promise<ConsoleOverride[]> {
  const rows = await db.query<ConsoleOverride & { zone: string }>(
    `select ${OVERRIDE}, definition ->> 'timezone' as zone from schedule_overrides join schedules on name = schedule
      where withdrawn_at is null and why is not null and ${MAY_BE_AHEAD} order by from_local, made_at, id limit 200`,
    [now],
  );
  return rows.filter((row) => isAhead(row, now)).map(({ zone: _, ...row }) => row);
}
