import { DateTime } from 'luxon';
import type { CalendarDefinition } from '../../../../src/domain/calendar/calendar-definition.ts';

export const HOUR_MS = 3_600_000;

/** The shipped sample's calendar: Bavaria, Monday to Friday, closed on Christmas Eve and New Year's Eve. */
export const munich: CalendarDefinition = {
  timezone: 'Europe/Berlin',
  hours: { 'mon-fri': '09:00-18:00' },
  holidays: 'DE-BY',
  closures: ['2026-12-24', '2026-12-31'],
  open: [],
};

/** A calendar without holidays. */
export function weekly(hours: CalendarDefinition['hours'], timezone = 'Europe/Berlin'): CalendarDefinition {
  return { timezone, hours, closures: [], open: [] };
}

/** `2026-10-01T16:30` on the clocks of a zone; with an offset (`2026-10-25T02:30+01:00`) or `Z` that decides. */
export function at(local: string, timezone = 'Europe/Berlin'): Date {
  return DateTime.fromISO(local, { zone: timezone }).toJSDate();
}

/** What the clocks of a zone show, with the offset: `2026-10-01T16:30+02:00`. */
export function shown(instant: Date, timezone = 'Europe/Berlin'): string {
  return DateTime.fromJSDate(instant, { zone: timezone }).toFormat("yyyy-MM-dd'T'HH:mmZZ");
}
