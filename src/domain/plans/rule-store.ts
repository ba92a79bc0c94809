import type { Db } from '../../platform/db/database.ts';
import type {
  CalendarEntry,
  EscalationPolicy,
  PlanDefinition,
  ScheduleInFile,
} from '../directory-entry/directory-schema.ts';

/*
 * Rules are found by name also when they are retired: a ticket keeps the rules it was opened under.
 */

export type Plan = PlanDefinition & { name: string };

export async function findPlan(db: Db, name: string): Promise<Plan | null> {
  const definition = await findDefinition<PlanDefinition>(db, 'plans', name);
  return definition && { name, ...definition };
}

export async function findCalendarDefinition(db: Db, name: string): Promise<CalendarEntry | null> {
  return findDefinition(db, 'calendars', name);
}

export async function findEscalation(db: Db, name: string): Promise<EscalationPolicy | null> {
  return findDefinition(db, 'escalations', name);
}

/**
 * A schedule as people are on call by it: its definition, and after the definition's own overrides those that were made in
 * the console. The later of two overrides wins.
 */
const SCHEDULE = `name, jsonb_set(definition, '{overrides}', coalesce(definition -> 'overrides', '[]') || coalesce(
  (select jsonb_agg(jsonb_build_object('engineer', engineer, 'from', from_local,
            'until', coalesce(held_until, until_local)) order by made_at, id)
     from schedule_overrides where schedule = schedules.name and coalesce(held_until, until_local) > from_local),
  '[]')) as definition`;

/** A schedule by name, also one that is retired. */
export async function findSchedule(db: Db, name: string): Promise<ScheduleInFile | null> {
  const [row] = await db.query<{ definition: ScheduleInFile }>(
    `select ${SCHEDULE} from schedules where name = $1`,
    [name],
  );
  return row?.definition ?? null;
}

/** Some schedules by name, also those that are retired; nothing is asked about none. */
export async function findSchedules(db: Db, names: readonly string[]): Promise<Map<string, ScheduleInFile>> {
  if (names.length === 0) return new Map();
  const rows = await db.query<{ name: string; definition: ScheduleInFile }>(
    `select ${SCHEDULE} from schedules where name = any($1)`,
    [names],
  );
  return new Map(rows.map(({ name, definition }) => [name, asKnown(definition)]));
}

/** Schedules as they were read: what is derived of one is kept beside it, and costs more than to find it here. */
const known = new Map<string, ScheduleInFile>();
const MAX_KNOWN = 500;

function asKnown(definition: ScheduleInFile): ScheduleInFile {
  const text = JSON.stringify(definition);
  const same = known.get(text);
  if (same) return same;
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(text, definition);
  return definition;
}

/** The schedules in force, by name. */
export async function listSchedules(db: Db): Promise<Map<string, ScheduleInFile>> {
  const rows = await db.query<{ name: string; definition: ScheduleInFile }>(
    `select ${SCHEDULE} from schedules where retired_at is null order by name`,
  );
  return new Map(rows.map(({ name, definition }) => [name, definition]));
}

/** The schedules that were in force at any time since an instant, those that still are before others. */
export async function listSchedulesSince(
  db: Db,
  since: Date,
): Promise<(ScheduleInFile & { retiredAt?: Date })[]> {
  const rows = await db.query<{ definition: ScheduleInFile; retiredAt: Date | null }>(
    `select ${SCHEDULE}, retired_at as "retiredAt" from schedules
      where retired_at is null or retired_at > $1 order by retired_at is not null, name`,
    [since],
  );
  return rows.map(({ definition, retiredAt }) => (retiredAt ? { ...definition, retiredAt } : definition));
}

/** The names of the rules of a kind that are in force. */
export async function listRuleNames(db: Db, table: 'calendars' | 'plans'): Promise<string[]> {
  const rows = await db.query<{ name: string }>(
    `select name from ${table} where retired_at is null order by name`,
  );
  return rows.map(({ name }) => name);
}

async function findDefinition<T>(
  db: Db,
  table: 'calendars' | 'plans' | 'escalations',
  name: string,
): Promise<T | null> {
  const [row] = await db.query<{ definition: T }>(`select definition from ${table} where name = $1`, [name]);
  return row?.definition ?? null;
}
