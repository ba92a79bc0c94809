import { DAY } from './local-time.ts';
/** A calendar date as the epoch milliseconds of its midnight in UTC, so that counting days is plain arithmetic. */
export type DayMs = number;

/** `2026-12-24`. */
export function dateOf(day: DayMs): string {
  return new Date(day).toISOString().slice(0, 10);
}

/** @returns undefined for anything but an existing date written like 2026-12-24 */
export function readDate(text: string): DayMs | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const day = Date.parse(`${text}T00:00:00Z`);
  // 30 February is read as 2 March
  return Number.isNaN(day) || dateOf(day) !== text ? undefined : day;
}

/** Every day from the first to the last, both included. */
export function* daysBetween(first: DayMs, last: DayMs): Generator<DayMs> {
  for (let day = first; day <= last; day += DAY) yield day;
}

/** 0 is Monday. */
export function weekdayOf(day: DayMs): number {
  return (new Date(day).getUTCDay() + 6) % 7;
}
