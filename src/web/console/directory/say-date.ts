import { DateTime } from 'luxon';
import { DAY, parseLocalTime } from '../../../domain/calendar/local-time.ts';
import { wallClock } from '../../../domain/calendar/wall-clock.ts';
import type { Words } from '../words/index.ts';

/** `4 Dec 2026`, for a day as the registry writes it: `2026-12-04`. */
export function sayDay({ locale }: Pick<Words, 'locale'>, day: string): string {
  return DateTime.fromISO(day).setLocale(locale).toLocaleString(DateTime.DATE_MED);
}

/** The day of an instant in a time zone: `4 Dec 2026`. */
export function sayDayOf({ locale }: Pick<Words, 'locale'>, at: Date, zone: string): string {
  return DateTime.fromJSDate(at, { zone }).setLocale(locale).toLocaleString(DateTime.DATE_MED);
}

/** The last day of a term that ends at an instant, which is mostly the midnight after it. */
export function sayLastDay(words: Pick<Words, 'locale'>, until: Date, zone: string): string {
  return sayDayOf(words, new Date(until.getTime() - 1), zone);
}

/** `2026-12-04` in a time zone. */
export function isoDayOf(at: Date, zone: string): string {
  return DateTime.fromJSDate(at, { zone }).toISODate() ?? '';
}

/** The beginning of a day, or with `plus` of one after it. @returns null for what is no day */
export function startOfDay(day: string, zone: string, plus = 0): Date | null {
  const midnight = parseLocalTime(`${day}T00:00`);
  return midnight === undefined ? null : new Date(wallClock(zone).instantOf(midnight + plus * DAY));
}

/** `German` for `de`, in the language of the page; what is no language is said as it was typed. */
export function sayLanguage({ locale }: Pick<Words, 'locale'>, code: string): string {
  // the library throws at what cannot be one
  if (!/^[a-z]{2,3}$/i.test(code)) return code;
  return new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code;
}
