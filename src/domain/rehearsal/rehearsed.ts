import { compareKeys } from '../../platform/compare-keys.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { usableCalendar } from '../calendar/usable-calendar.ts';
import type { Directory } from '../directory-entry/directory.ts';
import type { PlanDefinition } from '../directory-entry/directory-schema.ts';
import { calendarForUnknown } from '../directory-entry/for-unknown.ts';
import type { Managers, Reachable, TargetRows } from '../escalation/decide-recipients.ts';
import type { AbsenceSpan } from '../oncall/engineers/absence.ts';

/** What a rehearsal plays with: a directory, and what only a database knows beside it. */
export interface Rehearsed {
  directory: Directory<unknown>;
  absences: readonly AbsenceSpan[];
  /** numbers that take no SMS any more */
  optedOut: readonly string[];
}

/** Customers whose tickets are served alike: the same plan, clock and managers. */
export interface CustomerGroup {
  plan: string;
  rules: PlanDefinition;
  calendarName: string;
  calendar: Calendar;
  managers: Managers;
  /** customer numbers, in order; empty: the plan has none yet */
  customers: string[];
}

/** All groups of a directory, in the order of their plans. A plan that nobody has is played with the calendar most customers have. */
export function customerGroups({ directory }: Rehearsed): CustomerGroup[] {
  const { plans, customers, calendars } = directory;
  const compiled = new Map([...calendars].map(([name, entry]) => [name, usableCalendar(entry)]));
  const groups = new Map<string, CustomerGroup>();
  const add = (plan: string, calendarName: string, managers: Managers, customer?: string) => {
    const rules = plans.get(plan);
    const calendar = compiled.get(calendarName);
    if (!rules || !calendar) return;
    const key = JSON.stringify([plan, calendarName, managers.tam, managers.deputy]);
    const group = groups.get(key) ?? { plan, rules, calendarName, calendar, managers, customers: [] };
    if (customer !== undefined) group.customers.push(customer);
    groups.set(key, group);
  };
  for (const [number, { header }] of customers) {
    const { plan, calendar, tam = null, deputy = null } = header;
    add(plan, calendar, { tam, deputy }, number);
  }
  const served = new Set([...groups.values()].map(({ plan }) => plan));
  const usual = usualCalendar(directory);
  for (const plan of plans.keys())
    if (!served.has(plan) && usual !== null) add(plan, usual, { tam: null, deputy: null });
  return [...groups.values()].toSorted((one, other) => compareKeys(one.plan, other.plan));
}

/** Whom targets can mean for a group's tickets. */
export function peopleFor({ directory, absences, optedOut }: Rehearsed, managers: Managers): TargetRows {
  const { engineers, schedules, supervisors } = directory;
  return {
    customer: managers,
    absences,
    schedules,
    engineers: new Map(
      [...engineers].map(([key, { phones, languages }]): [string, Reachable] => [
        key,
        { key, phones, languages, optedOut, retired: false },
      ]),
    ),
    supervisors: { phones: supervisors?.phones ?? [], optedOut },
  };
}

function usualCalendar({ customers, calendars }: Directory<unknown>): string | null {
  const counts = new Map([...calendars.keys()].map((name) => [name, 0]));
  for (const { header } of customers.values())
    counts.set(header.calendar, (counts.get(header.calendar) ?? 0) + 1);
  return calendarForUnknown([...counts].map(([name, count]) => ({ name, customers: count })));
}
