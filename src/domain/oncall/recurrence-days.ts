import { DAY, type LocalTime } from '../calendar/local-time.ts';
import type { RecurrenceRule } from './recurrence-rule.ts';

/** A day of the calendar, counted and named. */
export interface CountedDay {
  /** days since 1970-01-01 */
  readonly index: number;
  readonly year: number;
  /** from 1 */
  readonly month: number;
  readonly day: number;
  /** from 0 for Monday */
  readonly weekday: number;
}

export function countedDay(index: number): CountedDay {
  const date = new Date(index * DAY);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  return { index, year, month, day, weekday: (((index + 3) % 7) + 7) % 7 };
}

export function indexOf(local: LocalTime): number {
  return Math.floor(local / DAY);
}

/** A month may be 0 or 13: one of the year before or after. */
function indexOfDate(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / DAY;
}

/** The year, month, week or day that a rule counts its interval in, as a number that goes up by one. */
export function periodOf({ frequency, weekStart }: RecurrenceRule, day: CountedDay): number {
  if (frequency === 'YEARLY') return day.year;
  if (frequency === 'MONTHLY') return day.year * 12 + day.month - 1;
  if (frequency === 'WEEKLY') return Math.floor((day.index + 3 - weekStart) / 7);
  return day.index;
}

/** The first day of the period that a day lies in. */
export function beginningOf(
  { frequency, weekStart }: Pick<RecurrenceRule, 'frequency' | 'weekStart'>,
  day: CountedDay,
): number {
  if (frequency === 'YEARLY') return indexOfDate(day.year, 1, 1);
  if (frequency === 'MONTHLY') return indexOfDate(day.year, day.month, 1);
  if (frequency === 'WEEKLY') return day.index - ((day.weekday - weekStart + 7) % 7);
  return day.index;
}

/** The first day behind the year, month or week that a day lies in, where that is longer than a day. */
export function behind(rule: Pick<RecurrenceRule, 'frequency' | 'weekStart'>, day: CountedDay): number {
  if (rule.frequency === 'YEARLY') return indexOfDate(day.year + 1, 1, 1);
  if (rule.frequency === 'MONTHLY') return indexOfDate(day.year, day.month + 1, 1);
  if (rule.frequency === 'WEEKLY') return beginningOf(rule, day) + 7;
  return day.index + 1;
}

/** Whether a day is one of a rule's, its interval aside. A day that a month lacks is left out. */
export function isDayOf(rule: RecurrenceRule, day: CountedDay): boolean {
  const { months, monthDays, yearDays, weeks, weekdays } = rule;
  if (months && !months.includes(day.month)) return false;
  if (monthDays && !isAmong(monthDays, day.day, lengthOfMonth(day))) return false;
  if (yearDays && !isAmong(yearDays, dayOfYear(day), lengthOfYear(day.year))) return false;
  if (weekdays && !weekdays.some((one) => isWeekday(one, rule, day))) return false;
  return !weeks || isWeekAmong(weeks, rule, day);
}

/** A number below 0 counts from the end. */
function isAmong(numbers: readonly number[], place: number, length: number): boolean {
  return numbers.includes(place) || numbers.includes(place - length - 1);
}

/** The second Tuesday is one of the month, or of the year where the rule is about years and names no months. */
function isWeekday(
  { nth, weekday }: { nth: number; weekday: number },
  { frequency, months }: RecurrenceRule,
  day: CountedDay,
): boolean {
  if (weekday !== day.weekday) return false;
  if (nth === 0) return true;
  const isOfYear = frequency === 'YEARLY' && months === undefined;
  const place = isOfYear ? dayOfYear(day) : day.day;
  const length = isOfYear ? lengthOfYear(day.year) : lengthOfMonth(day);
  return nth > 0 ? Math.ceil(place / 7) === nth : Math.ceil((length + 1 - place) / 7) === -nth;
}

/** The first week of a year is the first with four days in it. */
function isWeekAmong(weeks: readonly number[], rule: RecurrenceRule, day: CountedDay): boolean {
  const middle = countedDay(day.index - ((day.weekday - rule.weekStart + 7) % 7) + 3);
  const place = dayOfYear(middle);
  const left = Math.floor((lengthOfYear(middle.year) - place) / 7);
  const week = Math.ceil(place / 7);
  return isAmong(weeks, week, week + left);
}

function dayOfYear({ index, year }: CountedDay): number {
  return index - indexOfDate(year, 1, 1) + 1;
}

function lengthOfYear(year: number): number {
  return indexOfDate(year + 1, 1, 1) - indexOfDate(year, 1, 1);
}

function lengthOfMonth({ year, month }: CountedDay): number {
  return indexOfDate(year, month + 1, 1) - indexOfDate(year, month, 1);
}
