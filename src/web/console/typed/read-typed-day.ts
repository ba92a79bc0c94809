import { DateTime } from 'luxon';

/** Months by the first three letters of their names, German and English, without accents. */
const MONTHS: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mar: 3,
  mae: 3,
  apr: 4,
  mai: 5,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  okt: 10,
  oct: 10,
  nov: 11,
  dez: 12,
  dec: 12,
};

const MAX_TYPED = 40;

/** A day as spreadsheets and databases hand it out, with the instant it begins. */
const MIDNIGHT = /(?:,? |t)(?:0?0:00(?::00(?:\.0+)?)?|12:00(?::00)? am) ?(?:z|\+00:?00)?$/;

/**
 * A date as people write it, German or English: `24.12.2026`, `24. Dezember 2026`, `Dec 24, 2026`, `2026-12-24`, or as programs
 * do: `2026-12-24 00:00:00`, `20261224`, `24-Dec-26`. With slashes only where it can be but one day: `03/04/2026` is April here
 * and March there.
 * @returns `2026-12-24`; what cannot be read is handed back as it was typed, which no schema takes. Whether there is such a
 *   day is not asked here
 */
export function readTypedDay(typed: string): string {
  const text = typed.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  if (text.length > MAX_TYPED) return typed;
  const day = text.replace(MIDNIGHT, '');
  return iso(day) ?? dotted(day) ?? named(day) ?? slashed(day) ?? typed.trim();
}

/**
 * A month as people write it, where a browser has no field for months: `2026-10`, `10/2026`, `Oktober 2026`, `Oct 2026`.
 * @returns `2026-10`; what cannot be read is handed back as it was typed
 */
export function readTypedMonth(typed: string): string {
  const text = typed.trim();
  const days = [`${text}-01`, `1 ${text}`, `1.${text.replace(/[/ -]/, '.')}`].map(readTypedDay);
  return days.find((day) => /^\d{4}-\d{2}-01$/.test(day))?.slice(0, -'-01'.length) ?? text;
}

function iso(text: string): string | null {
  const [, year, , month, day] =
    /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$/.exec(text) ??
    /^(20\d\d)()(0[1-9]|1[0-2])([0-3]\d)$/.exec(text) ??
    [];
  return day === undefined ? null : written(Number(year), Number(month), Number(day));
}

function dotted(text: string): string | null {
  const [, day, month, year] = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})$/.exec(text) ?? [];
  return year === undefined ? null : written(fullYear(year), Number(month), Number(day));
}

function named(text: string): string | null {
  const dayFirst = /^(\d{1,2})(?:\.|st|nd|rd|th)?[ -]?([a-zä]{3,9})\.?,?[ -]?(\d{4}|\d{2})$/.exec(text);
  const monthFirst = /^([a-zä]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/.exec(text);
  const [day, name, year] = dayFirst
    ? dayFirst.slice(1)
    : monthFirst
      ? [monthFirst[2], monthFirst[1], monthFirst[3]]
      : [];
  const month = MONTHS[(name ?? '').replace('ä', 'a').slice(0, 3)];
  return month === undefined ? null : written(fullYear(year ?? ''), month, Number(day));
}

function slashed(text: string): string | null {
  const [, first, second, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  const [one, other] = [Number(first), Number(second)];
  if (year === undefined || (one <= 12 && other <= 12 && one !== other)) return null;
  return one > 12 ? written(Number(year), other, one) : written(Number(year), one, other);
}

function fullYear(year: string): number {
  return year.length === 2 ? 2000 + Number(year) : Number(year);
}

function written(year: number, month: number, day: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}`;
}

/** A date as it is typed in somebody's language: `24.12.2026`, `24 Dec 2026`. @param day `2026-12-24`; what is none is handed back */
export function writeDay(day: string, locale: string): string {
  const date = DateTime.fromISO(day).setLocale(locale);
  if (!date.isValid) return day;
  return locale.startsWith('de')
    ? date.toFormat('dd.MM.yyyy')
    : date.toFormat('d LLL yyyy', { locale: 'en' });
}
