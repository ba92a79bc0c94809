import type { Db } from '../../platform/db/database.ts';
import { HotlineError } from '../../platform/errors.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { CalendarDefinition } from '../calendar/calendar-definition.ts';
import type { ResponseWindow } from '../calendar/response-target.ts';
import { usableCalendar } from '../calendar/usable-calendar.ts';
import { findCalendarDefinition } from '../plans/rule-store.ts';
import type { Ticket } from './ticket.ts';

/** The calendar of a name, as it is in the directory now, or what is left of it: no ticket waits until somebody mends it. */
export async function calendarOf(db: Db, name: string): Promise<{ calendar: Calendar; timezone: string }> {
  const definition: CalendarDefinition | null = await findCalendarDefinition(db, name);
  if (!definition) throw new HotlineError('not-found', `there is no calendar ${name}`);
  const calendar = usableCalendar(definition);
  return { calendar, timezone: calendar.timezone };
}

/** The response window of a ticket on its own clock, the hours ahead as they are counted now; `promisedWindow` tells how it came about. */
export async function windowOf(db: Db, ticket: Ticket): Promise<ResponseWindow> {
  const { calendar } = await calendarOf(db, ticket.calendar);
  return { clock: ticket.clock, calendar, windowFrom: ticket.windowFrom, respondBy: ticket.respondBy };
}
