import { calendarFaults } from '../../../../domain/calendar/calendar-definition.ts';
import { readDays as readWeekdays, WEEKDAYS } from '../../../../domain/calendar/weekly-hours.ts';
import { type Checked, checkEntry } from '../../../../domain/directory-entry/check-entry.ts';
import { type CalendarEntry, calendarSchema } from '../../../../domain/directory-entry/directory-schema.ts';
import { fingerprintOf } from '../../../../domain/directory-entry/fingerprint.ts';
import { readSpans, writeSpans } from '../../typed/read-spans.ts';
import { readTypedDay, writeDay } from '../../typed/read-typed-day.ts';

const WORKING_DAYS = 5;

export const CALENDAR_FIELDS = [
  'name',
  'timezone',
  ...WEEKDAYS.map((day) => `hours.${day}`),
  'holidays',
  'closures',
  'open',
] as const;

/** What a new calendar begins with. */
export function newCalendarFields(timezone: string): Record<string, string> {
  const hours = WEEKDAYS.map((day, index) => [`hours.${day}`, index < WORKING_DAYS ? '09:00–18:00' : '']);
  return { name: '', timezone, ...Object.fromEntries(hours), holidays: '', closures: '', open: '' };
}

/** A calendar as the fields of its form: the hours of each weekday, one date a line. */
export function calendarFields(calendar: CalendarEntry, locale: string): Record<string, string> {
  const spans = spansByDay(calendar);
  const days = (list: readonly string[]) => list.map((day) => writeDay(day, locale)).join('\n');
  return {
    name: calendar.title ?? '',
    timezone: calendar.timezone,
    ...Object.fromEntries(WEEKDAYS.map((day, index) => [`hours.${day}`, writeSpans(spans[index] ?? [])])),
    holidays: calendar.holidays ?? '',
    closures: days(calendar.closures),
    open: days(calendar.open),
    version: fingerprintOf(calendar),
  };
}

/** The spans of each weekday as they are written, Monday first. */
export function spansByDay({ hours }: Pick<CalendarEntry, 'hours'>): string[][] {
  const spans: string[][] = WEEKDAYS.map(() => []);
  for (const [days, written] of Object.entries(hours)) {
    for (const day of readWeekdays(days) ?? []) spans[day]?.push(...[written].flat());
  }
  return spans.map((day) => day.toSorted());
}

/** Holds a filled-in form against the rules of the directory file and of the clock that uses calendars. */
export function checkCalendar(fields: Readonly<Record<string, string>>): Checked<CalendarEntry> {
  const { timezone, holidays = '' } = fields;
  const byDay = WEEKDAYS.map((day) => [day, readSpans(fields[`hours.${day}`] ?? '')] as const);
  const checked = checkEntry(calendarSchema, {
    ...(fields.name ? { name: fields.name } : {}),
    timezone,
    hours: Object.fromEntries(byDay.filter(([, spans]) => spans.length > 0)),
    ...(holidays === '' ? {} : { holidays }),
    closures: readDays(fields.closures),
    open: readDays(fields.open),
  });
  if (checked.faults) return checked;
  // a sentence begins with its field; overlapping hours belong to several days, so they stand at the first
  const faults = calendarFaults(checked.entry).map((sentence) => sentence.split(':', 1)[0] ?? '');
  if (faults.length > 0) return { faults: faults.map((field) => (field === 'hours' ? 'hours.mon' : field)) };
  return { entry: { ...checked.entry, hours: grouped(checked.entry.hours) } };
}

/** One date a line; a comma may stand in one. */
function readDays(typed = ''): string[] {
  return typed
    .split(/[\n;]/)
    .flatMap((line) => (readTypedDay(line) === line.trim() ? line.split(',') : [line]))
    .map(readTypedDay)
    .filter((day) => day !== '');
}

/** Neighbouring days with the same hours as one entry, as people write them: `mon-fri`. */
function grouped(hours: CalendarEntry['hours']): CalendarEntry['hours'] {
  const groups: { first: string; last: string; spans: string[] }[] = [];
  let previous = -2;
  for (const [index, day] of WEEKDAYS.entries()) {
    const spans = [hours[day] ?? []].flat();
    if (spans.length === 0) continue;
    const group = groups.at(-1);
    if (group && previous === index - 1 && group.spans.join() === spans.join()) group.last = day;
    else groups.push({ first: day, last: day, spans });
    previous = index;
  }
  return Object.fromEntries(
    groups.map(({ first, last, spans }) => [
      first === last ? first : `${first}-${last}`,
      spans.length === 1 && spans[0] !== undefined ? spans[0] : spans,
    ]),
  );
}
