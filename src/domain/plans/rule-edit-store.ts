import type { Db } from '../../platform/db/database.ts';
import type { CalendarEntry, PlanDefinition } from '../directory-entry/directory-schema.ts';
import { type EntrySource, SOURCE_COLUMNS } from '../directory-entry/entry-source.ts';

interface Rules {
  plans: PlanDefinition;
  calendars: CalendarEntry;
}

/** A rule in force with where it comes from. */
export type SourcedRule<T> = EntrySource & { name: string; definition: T; customers: number };

/** The rules of a kind that are in force, each with how many customers have it. */
export async function listRules<K extends keyof Rules>(db: Db, kind: K): Promise<SourcedRule<Rules[K]>[]> {
  return db.query(selectRules(kind, 'order by rule.name'));
}

/** A rule in force, or null. */
export async function loadRule<K extends keyof Rules>(
  db: Db,
  kind: K,
  name: string,
): Promise<SourcedRule<Rules[K]> | null> {
  const [rule] = await db.query<SourcedRule<Rules[K]>>(selectRules(kind, 'and rule.name = $1'), [name]);
  return rule ?? null;
}

const COLUMN = { plans: 'plan', calendars: 'calendar' } as const;

function selectRules(kind: keyof Rules, rest: string): string {
  return `select rule.name, rule.definition, ${SOURCE_COLUMNS},
      (select count(*)::int from customers where customers.${COLUMN[kind]} = rule.name and customers.retired_at is null) as customers
     from ${kind} rule where rule.retired_at is null ${rest}`;
}

export async function updatePlan(db: Db, name: string, plan: PlanDefinition): Promise<void> {
  await db.query('update plans set priority = $2, seats = $3, definition = $4 where name = $1', [
    name,
    plan.priority,
    plan.seats,
    JSON.stringify(plan),
  ]);
}

export async function updateCalendar(db: Db, name: string, calendar: CalendarEntry): Promise<void> {
  await db.query('update calendars set definition = $2 where name = $1', [name, JSON.stringify(calendar)]);
}

export async function customersWithPlan(db: Db, plan: string): Promise<string[]> {
  const rows = await db.query<{ number: string }>(
    'select number from customers where plan = $1 and retired_at is null order by number',
    [plan],
  );
  return rows.map(({ number }) => number);
}

/** Customers in force have as many seats as their plan. */
export async function giveSeats(db: Db, plan: string, seats: number): Promise<void> {
  await db.query('update customers set seats = $2 where plan = $1 and retired_at is null', [plan, seats]);
}
