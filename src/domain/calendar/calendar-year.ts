import { dateOf, daysBetween, weekdayOf } from './calendar-date.ts';
import type { CalendarDefinition } from './calendar-definition.ts';
import { namedHolidays } from './holidays.ts';
import { readWeeklyHours } from './weekly-hours.ts';

/**
 * What a day is: `open` its usual hours · `short` fewer hours than the longest day of the week · `free` no hours on this
 * weekday · `holiday`, `closure` no hours although the weekday has some, or would have · `worked` a holiday on which the
 * usual hours are kept
 */
export type DayKind = 'open' | 'short' | 'free' | 'holiday' | 'closure' | 'worked';

/** One day of a calendar. */
export interface CalendarDay {
  /** `2026-12-24` */
  date: string;
  /** 0 is Monday */
  weekday: number;
  kind: DayKind;
  /** of the public holiday, also one that is worked */
  holiday: string | null;
}

/**
 * Every day of a year as a calendar has it.
 * @param definition without faults
 * @param language two letters, for the names of holidays
 */
export function calendarYear(definition: CalendarDefinition, year: number, language: string): CalendarDay[] {
  const { week } = readWeeklyHours(definition.hours);
  const lengths = week.map((spans) =>
    spans.reduce((sum, { fromMinute, untilMinute }) => sum + untilMinute - fromMinute, 0),
  );
  const longest = Math.max(...lengths);
  const closures = new Set(definition.closures);
  const worked = new Set(definition.open);
  const names = holidaysIn(definition, year, language);
  const kindOf = (date: string, length: number): DayKind => {
    if (closures.has(date)) return 'closure';
    if (names.has(date) && !worked.has(date)) return 'holiday';
    if (length === 0) return 'free';
    if (names.has(date)) return 'worked';
    return length < longest ? 'short' : 'open';
  };
  return [...daysBetween(Date.UTC(year, 0, 1), Date.UTC(year, 11, 31))].map((day) => {
    const [date, weekday] = [dateOf(day), weekdayOf(day)];
    return { date, weekday, kind: kindOf(date, lengths[weekday] ?? 0), holiday: names.get(date) ?? null };
  });
}

/** One that began in December may last into January. */
function holidaysIn(
  { holidays, timezone }: CalendarDefinition,
  year: number,
  language: string,
): Map<string, string> {
  if (holidays === undefined) return new Map();
  const named = namedHolidays(holidays, timezone, language);
  return new Map([...named(year - 1), ...named(year)].map(({ date, name }) => [date, name]));
}
