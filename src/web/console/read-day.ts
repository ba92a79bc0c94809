import { DateTime } from 'luxon';
import { textOf } from './form.ts';

/** A day as date fields of forms have it, `2026-11-26`: its beginning in a zone. Null for anything else. */
export function readDay(text: string, zone: string): DateTime<true> | null {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? DateTime.fromISO(text, { zone }) : null;
  return day?.isValid && day.year >= 1970 && day.year <= 2099 ? day.startOf('day') : null;
}

/** What lists are asked for by their two date fields. */
export interface DaySpan {
  /** then or later; null: from the beginning */
  from: Date | null;
  /** before then; null: up to now */
  until: Date | null;
  /** one of the fields is no day, or they are turned round: then both are left out, since nothing lies between them */
  isFaulty: boolean;
}

/** The days from `from` to `until`, the last included, of a query. @param zone of the days */
export function readDaySpan(query: unknown, zone: string): DaySpan {
  const [first, last] = [textOf(query, 'from'), textOf(query, 'until')];
  const [from, until] = [readDay(first, zone), readDay(last, zone)?.plus({ days: 1 }) ?? null];
  if (from && until && from >= until) return { from: null, until: null, isFaulty: true };
  const isFaulty = (first !== '' && from === null) || (last !== '' && until === null);
  return { from: from?.toJSDate() ?? null, until: until?.toJSDate() ?? null, isFaulty };
}
