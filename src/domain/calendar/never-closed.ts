import { readOnce } from '../../platform/read-once.ts';
import { type Calendar, compileCalendar } from './calendar.ts';

/**
 * A calendar on which no hour is closed, compiled once a zone.
 * @param timezone an IANA name that is known here
 */
export const neverClosed: (timezone: string) => Calendar = readOnce((timezone) =>
  compileCalendar({ timezone, hours: { 'mon-sun': '00:00-24:00' }, closures: [], open: [] }),
);
