import { DateTime } from 'luxon';
import { type LocalTime, parseLocalTime } from '../../domain/calendar/local-time.ts';
import { wallClock } from '../../domain/calendar/wall-clock.ts';
import { textOf } from './form.ts';

/** A day as date fields of forms have it, `2026-11-26`: its beginning in a zone. Null for anything else. */
export function readDay(text: string, zone: string): DateTime<true> | null {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? DateTime.fromISO(text, { zone }) : null;
  return day?.isValid && day.year >= 1970 && day.year <= 2099 ? beginningOf(day) : null;
}

/** When the day after begins. */
export function dayAfter(day: DateTime<true>): DateTime<true> {
  return beginningOf(day.plus({ days: 1 }));
}

/** By the one wall clock: where a midnight comes twice it is the first, and where it is skipped the jump. */
function beginningOf(day: DateTime<true>): DateTime<true> {
  const { zoneName: zone } = day;
  const midnight = parseLocalTime(`${day.toISODate()}T00:00`) as LocalTime;
  return DateTime.fromMillis(wallClock(zone).instantOf(midnight), { zone }) as DateTime<true>;
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
  const lastDay = readDay(last, zone);
  const [from, until] = [readDay(first, zone), lastDay && dayAfter(lastDay)];
  if (from && until && from >= until) return { from: null, until: null, isFaulty: true };
  const isFaulty = (first !== '' && from === null) || (last !== '' && until === null);
  return { from: from?.toJSDate() ?? null, until: until?.toJSDate() ?? null, isFaulty };
}
