import type { Db } from '../../platform/db/database.ts';
import { HotlineError } from '../../platform/errors.ts';
import { type Calendar, compileCalendar } from '../calendar/calendar.ts';
import type { CalendarDefinition } from '../calendar/calendar-definition.ts';
import { neverClosed } from '../calendar/never-closed.ts';
import type { ResponseWindow } from '../calendar/response-target.ts';
import { isTimezone } from '../calendar/wall-clock.ts';
import { findCalendarDefinition } from '../plans/rule-store.ts';
import type { Ticket } from './ticket.ts';

/** Compiled calendars by their definition: compiling costs milliseconds, and there are only a few. */
const compiled = new Map<string, Calendar>();
const MAX_COMPILED = 200;

/** The calendar of a name, as it is in the directory now, or what is left of it: no ticket waits until somebody mends it. */
export async function calendarOf(db: Db, name: string): Promise<{ calendar: Calendar; timezone: string }> {
  const definition: CalendarDefinition | null = await findCalendarDefinition(db, name);
  if (!definition) throw new HotlineError('not-found', `there is no calendar ${name}`);
  const calendar = usableCalendar(definition);
  return { calendar, timezone: calendar.timezone };
}

/**
 * A calendar of which a version knows the region of holidays no more, or the zone not yet, was right when it was saved. It
 * counts without holidays, else as open always: deadlines come earlier by it, never later.
 */
function usableCalendar(definition: CalendarDefinition): Calendar {
  const { holidays: _, ...plain } = definition;
  const { timezone } = definition;
  for (const one of [definition, plain]) {
    try {
      return compiledCalendar(one);
    } catch {
      // what is left of it is tried next
    }
  }
  return neverClosed(isTimezone(timezone) ? timezone : 'UTC');
}

/** @throws HotlineError as `compileCalendar` does */
export function compiledCalendar(definition: CalendarDefinition): Calendar {
  const key = JSON.stringify(definition);
  let calendar = compiled.get(key);
  if (!calendar) {
    if (compiled.size >= MAX_COMPILED) compiled.clear();
    calendar = compileCalendar(definition);
    compiled.set(key, calendar);
  }
  return calendar;
}

/** The response window of a ticket on its own clock, the hours ahead as they are counted now; `promisedWindow` tells how it came about. */
export async function windowOf(db: Db, ticket: Ticket): Promise<ResponseWindow> {
  const { calendar } = await calendarOf(db, ticket.calendar);
  return { clock: ticket.clock, calendar, windowFrom: ticket.windowFrom, respondBy: ticket.respondBy };
}
