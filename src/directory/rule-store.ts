import type { Db } from '../db/database.ts';
import type {
  CalendarEntry,
  EscalationPolicy,
  PlanDefinition,
  ScheduleDefinition,
} from './directory-schema.ts';

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

export async function findSchedule(db: Db, name: string): Promise<ScheduleDefinition | null> {
  return findDefinition(db, 'schedules', name);
}

/** The schedules in force, by name. */
export async function listSchedules(db: Db): Promise<Map<string, ScheduleDefinition>> {
  const rows = await db.query<{ name: string; definition: ScheduleDefinition }>(
    'select name, definition from schedules where retired_at is null order by name',
  );
  return new Map(rows.map(({ name, definition }) => [name, definition]));
}

async function findDefinition<T>(
  db: Db,
  table: 'calendars' | 'plans' | 'schedules' | 'escalations',
  name: string,
): Promise<T | null> {
  const [row] = await db.query<{ definition: T }>(`select definition from ${table} where name = $1`, [name]);
  return row?.definition ?? null;
}
