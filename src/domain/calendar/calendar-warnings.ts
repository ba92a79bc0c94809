import { readDate, weekdayOf } from './calendar-date.ts';
import type { CalendarDefinition } from './calendar-definition.ts';
import { holidayCountries, holidayRegionFault, holidayRegionName } from './holidays.ts';
import { readWeeklyHours } from './weekly-hours.ts';

const NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** What may well be meant otherwise than it is written; each a plain sentence that begins with the field. */
export function calendarWarnings(definition: CalendarDefinition): string[] {
  return [...holidayWarnings(definition), ...openWarnings(definition)];
}

/** A day is worked in the hours of its weekday: where those are none, it stays closed. */
function openWarnings({ open, hours }: CalendarDefinition): string[] {
  const { week } = readWeeklyHours(hours);
  return open.flatMap((date) => {
    const day = readDate(date);
    const weekday = day === undefined ? undefined : weekdayOf(day);
    if (weekday === undefined || week[weekday]?.length !== 0) return [];
    return `open: ${date} is a ${NAMES[weekday]}, for which hours has none: it stays closed.`;
  });
}

function holidayWarnings({ holidays, timezone }: CalendarDefinition): string[] {
  if (holidays === undefined || holidayRegionFault(holidays) !== undefined) return [];
  const [country = ''] = holidays.split('-');
  const zone = canonical(timezone);
  // nearly always it fits: then nobody asks for the zones of the whole world
  if (zonesOf(country).size === 0 || zonesOf(country).has(zone)) return [];
  const homes = holidayCountries().filter((code) => zonesOf(code).has(zone));
  // UTC and CET belong to no country
  if (homes.length === 0) return [];
  const meant = homes
    .map((home) => `${home}-${holidays}`)
    .find((code) => holidayRegionFault(code) === undefined);
  const question = meant === undefined ? '' : ` Did you mean ${meant}, ${holidayRegionName(meant)}?`;
  return [
    `holidays: ${holidays} is ${holidayRegionName(holidays)}, but the time zone ${timezone} is of ${homes.map(holidayRegionName).join(' or ')}.${question}`,
  ];
}

const zones = new Map<string, ReadonlySet<string>>();

/** The time zones of a country, as they are called today. */
function zonesOf(country: string): ReadonlySet<string> {
  const known = zones.get(country);
  if (known) return known;
  // not in TypeScript's library yet: https://tc39.es/ecma402/#sec-Intl.Locale.prototype.getTimeZones
  const locale: Intl.Locale & { getTimeZones?: () => string[] | undefined } = new Intl.Locale(
    `und-${country}`,
  );
  const found = new Set((locale.getTimeZones?.() ?? []).map(canonical));
  zones.set(country, found);
  return found;
}

/** One name for a zone that has several. */
function canonical(timezone: string): string {
  return new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone;
}
