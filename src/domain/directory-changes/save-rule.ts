import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '../../platform/db/database.ts';
import { fitSeats } from '../customers/fit-seats.ts';
import type { DirectoryChange, EditedEntry } from '../directory-entry/change.ts';
import type { CalendarEntry, PlanDefinition } from '../directory-entry/directory-schema.ts';
import { lockRegistry } from '../directory-entry/directory-store.ts';
import { fingerprintOf } from '../directory-entry/fingerprint.ts';
import { markChanged } from '../directory-entry/source-store.ts';
import { addFacts } from '../evidence/leaf-store.ts';
import { ruleFact } from '../evidence/rule-fact.ts';
import {
  customersWithPlan,
  giveSeats,
  loadRule,
  updateCalendar,
  updatePlan,
} from '../plans/rule-edit-store.ts';
import { leadsNowhere } from './leads-nowhere.ts';

export type RuleSaved =
  | 'saved'
  | 'unchanged'
  | 'unknown'
  | 'changed-meanwhile'
  | 'leads-nowhere'
  | { tooFewSeatsFor: string[] };

/** Changes a plan in force. Tickets that are open keep what they were promised. */
export async function savePlan(
  tx: Tx,
  name: string,
  { entry: plan, version }: EditedEntry<PlanDefinition>,
  { by, now }: DirectoryChange,
): Promise<RuleSaved> {
  const fault = await holdRule(tx, 'plans', name, { entry: plan, version });
  if (fault) return fault;
  if (await leadsNowhere(tx, { plans: new Map([[name, plan]]) })) return 'leads-nowhere';
  const customers = await customersWithPlan(tx, name);
  const tooFewSeatsFor = await fitSeats(tx, customers, plan.seats);
  if (tooFewSeatsFor.length > 0) return { tooFewSeatsFor };
  await updatePlan(tx, name, plan);
  await addFacts(tx, [ruleFact({ kind: 'plan', name, definition: plan }, now)]);
  await giveSeats(tx, name, plan.seats);
  await markChanged(tx, 'plans', name, { by, now });
  return 'saved';
}

/** Changes a calendar in force. */
export async function saveCalendar(
  tx: Tx,
  name: string,
  { entry: calendar, version }: EditedEntry<CalendarEntry>,
  { by, now }: DirectoryChange,
): Promise<RuleSaved> {
  const fault = await holdRule(tx, 'calendars', name, { entry: calendar, version });
  if (fault) return fault;
  await updateCalendar(tx, name, calendar);
  await addFacts(tx, [ruleFact({ kind: 'calendar', name, definition: calendar }, now)]);
  await markChanged(tx, 'calendars', name, { by, now });
  return 'saved';
}

async function holdRule(
  tx: Tx,
  kind: 'plans' | 'calendars',
  name: string,
  { entry, version }: EditedEntry<object>,
): Promise<'unchanged' | 'unknown' | 'changed-meanwhile' | null> {
  await lockRegistry(tx);
  const before = await loadRule(tx, kind, name);
  if (!before) return 'unknown';
  if (fingerprintOf(before.definition) !== version) return 'changed-meanwhile';
  return isDeepStrictEqual(before.definition, entry) ? 'unchanged' : null;
}
