import type { Db } from '../../platform/db/database.ts';
import { HotlineError } from '../../platform/errors.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { type ResponseWindow, responseTargetFault } from '../calendar/response-target.ts';
import { compiledCalendar } from '../calendar/usable-calendar.ts';
import type { CalendarEntry, PlanDefinition } from '../directory-entry/directory-schema.ts';
import { listRuleVersions } from '../plans/rule-history-store.ts';
import { ruleInForce } from '../plans/rule-in-force.ts';
import { findPlan, type Plan } from '../plans/rule-store.ts';
import { SEVERITIES, type Ticket } from './ticket.ts';
import { calendarOf } from './ticket-window.ts';
import { listPromiseTimes } from './timeline-store.ts';

/*
 * What was promised is told by what held then: plans and calendars as the ledger has them of that time. Where it has none of
 * them, by what holds today.
 */

/** The plan of a ticket as it was when the ticket was opened: a change of it applies to new ones. Null: it is gone. */
export async function promisedPlan(
  db: Db,
  ticket: Pick<Ticket, 'number' | 'openedAt' | 'plan'>,
): Promise<Plan | null> {
  const { number, openedAt, plan: name } = ticket;
  const versions = await listRuleVersions(db, 'plan', [name]);
  const times = await listPromiseTimes(db, [number]);
  const definition = ruleInForce(versions, name, times.get(number)?.openedAt ?? openedAt);
  return definition && promisesAll(definition) ? { ...definition, name } : findPlan(db, name);
}

/** The response window of a ticket by the calendar that its deadline was computed with. */
export async function promisedWindow(db: Db, ticket: Ticket): Promise<ResponseWindow> {
  const { clock, windowFrom, respondBy } = ticket;
  const { calendar: name, number, openedAt } = ticket;
  const times = await listPromiseTimes(db, [number]);
  const calendarAt = await readCalendars(db, [name]);
  const calendar = calendarAt(name, times.get(number)?.promisedAt ?? openedAt);
  return { clock, calendar, windowFrom, respondBy };
}

/** Of each ticket, by its number, the calendar as it was when the deadline was computed. */
export async function promisedCalendars(
  db: Db,
  tickets: readonly Pick<Ticket, 'number' | 'openedAt' | 'calendar'>[],
): Promise<ReadonlyMap<string, Calendar>> {
  const calendarAt = await readCalendars(
    db,
    tickets.map(({ calendar }) => calendar),
  );
  const times = await listPromiseTimes(
    db,
    tickets.map(({ number }) => number),
  );
  return new Map(
    tickets.map(({ number, openedAt, calendar }) => [
      number,
      calendarAt(calendar, times.get(number)?.promisedAt ?? openedAt),
    ]),
  );
}

/** Some calendars as they were at any instant. @param names again and again, or once */
export async function readCalendars(
  db: Db,
  names: readonly string[],
): Promise<(name: string, at: Date) => Calendar> {
  const all = [...new Set(names)];
  const versions = await listRuleVersions(db, 'calendar', all);
  const today = new Map<string, Calendar>();
  for (const name of all) today.set(name, (await calendarOf(db, name)).calendar);
  return (name, at) => {
    const definition = ruleInForce(versions, name, at);
    const calendar = (definition && readCalendar(definition)) ?? today.get(name);
    if (!calendar) throw new HotlineError('not-found', `there is no calendar ${name}`);
    return calendar;
  };
}

/** A plan that was changed in the table promises nothing. */
function promisesAll({ response }: PlanDefinition): boolean {
  try {
    return SEVERITIES.every((severity) => responseTargetFault(response[severity]) === undefined);
  } catch {
    return false;
  }
}

/** Null: it was changed in the table and tells nothing, which the nightly comparison says. */
function readCalendar(definition: CalendarEntry): Calendar | null {
  try {
    return compiledCalendar(definition);
  } catch {
    return null;
  }
}
