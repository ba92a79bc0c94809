import { readOnce } from '../../platform/read-once.ts';
import { type Calendar, compileCalendar } from './calendar.ts';
import type { CalendarDefinition } from './calendar-definition.ts';

/** No hour is closed. @param timezone an IANA name that is known here */
export function alwaysOpen(timezone: string): CalendarDefinition {
  return { timezone, hours: { 'mon-sun': '00:00-24:00' }, closures: [], open: [] };
}

/** The same as a calendar, compiled once a zone. */
export const neverClosed: (timezone: string) => Calendar = readOnce((timezone) =>
  compileCalendar(alwaysOpen(timezone)),
);
