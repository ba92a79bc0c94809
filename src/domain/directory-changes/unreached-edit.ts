import type { Db } from '../../platform/db/database.ts';
import { unreachedTargets } from '../calendar/unreached-targets.ts';
import type { CalendarEntry, CustomerHeader, PlanDefinition } from '../directory-entry/directory-schema.ts';
import { type UnreachedPair, unreachedBy } from '../directory-entry/unreached-plans.ts';
import { listRules, loadRule } from '../plans/rule-edit-store.ts';
import { listServed } from '../plans/served-store.ts';

/*
 * What an edit would promise although a calendar does not open for long enough. A form refuses it as a directory file is
 * refused; whatever slips through between two edits is promised by elapsed time (`promiseWindow`).
 */

/** A plan as it would be, with the calendars of its customers. @param key its own, or the one that a new plan will have */
export async function unreachedByPlan(
  db: Db,
  key: string,
  plan: PlanDefinition,
  now: Date,
): Promise<UnreachedPair[]> {
  const { plans, calendars, served } = await standing(db);
  const found = unreachedBy({ plans: plans.set(key, plan), calendars }, served, unreachedTargets, now);
  return found.filter((one) => one.plan === key);
}

/** A calendar as it would be, with the plans of its customers. @param key its own, or the one that a new calendar will have */
export async function unreachedByCalendar(
  db: Db,
  key: string,
  calendar: CalendarEntry,
  now: Date,
): Promise<UnreachedPair[]> {
  const { plans, calendars, served } = await standing(db);
  const changed = { plans, calendars: calendars.set(key, calendar) };
  return unreachedBy(changed, served, unreachedTargets, now).filter((one) => one.calendar === key);
}

/** Whether a customer would be promised more than their calendar opens. */
export async function isUnreachedBy(
  db: Db,
  { plan, calendar }: Pick<CustomerHeader, 'plan' | 'calendar'>,
  now: Date,
): Promise<boolean> {
  const [promised, hours] = await Promise.all([
    loadRule(db, 'plans', plan),
    loadRule(db, 'calendars', calendar),
  ]);
  if (!promised || !hours) return false;
  return unreachedTargets(promised.definition.response, hours.definition, now).length > 0;
}

async function standing(db: Db) {
  const [plans, calendars, served] = await Promise.all([
    listRules(db, 'plans'),
    listRules(db, 'calendars'),
    listServed(db),
  ]);
  return {
    plans: new Map(plans.map(({ name, definition }) => [name, definition])),
    calendars: new Map(calendars.map(({ name, definition }) => [name, definition])),
    served,
  };
}
