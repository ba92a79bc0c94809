import type { Db } from '../../platform/db/database.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { calendarFaults } from '../calendar/calendar-definition.ts';
import type { ResponseWindow } from '../calendar/response-target.ts';
import type { CalendarEntry } from '../directory-entry/directory-schema.ts';
import { listRuleVersions } from '../plans/rule-history-store.ts';
import { ruleInForce } from '../plans/rule-in-force.ts';
import { findPlan, type Plan } from '../plans/rule-store.ts';
import type { Ticket } from './ticket.ts';
import { calendarOf, compiledCalendar } from './ticket-window.ts';
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
  return definition ? { ...definition, name } : findPlan(db, name);
}

/** The response window of a ticket by the calendar that its deadline was computed with. */
export async function promisedWindow(db: Db, ticket: Ticket): Promise<ResponseWindow> {
  const { clock, windowFrom, respondBy } = ticket;
  const calendar =
    (await promisedCalendars(db, [ticket])).get(ticket.number) ??
    (await calendarOf(db, ticket.calendar)).calendar;
  return { clock, calendar, windowFrom, respondBy };
}

/** Of each ticket, by its number, the calendar as it was when the deadline was computed. */
export async function promisedCalendars(
  db: Db,
  tickets: readonly Pick<Ticket, 'number' | 'openedAt' | 'calendar'>[],
): Promise<ReadonlyMap<string, Calendar>> {
  const names = [...new Set(tickets.map(({ calendar }) => calendar))];
  const versions = (await listRuleVersions(db, 'calendar', names)).filter(({ definition }) =>
    isReadable(definition),
  );
  const times = await listPromiseTimes(
    db,
    tickets.map(({ number }) => number),
  );
  const calendars = new Map<string, Calendar>();
  for (const { number, openedAt, calendar: name } of tickets) {
    const definition = ruleInForce(versions, name, times.get(number)?.promisedAt ?? openedAt);
    const calendar = definition ? compiledCalendar(definition) : (await calendarOf(db, name)).calendar;
    calendars.set(number, calendar);
  }
  return calendars;
}

/** One that was changed in the table tells nothing, which the nightly comparison says. */
function isReadable(definition: CalendarEntry): boolean {
  try {
    return calendarFaults(definition).length === 0;
  } catch {
    return false;
  }
}
