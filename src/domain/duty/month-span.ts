import { parseLocalTime } from '../calendar/local-time.ts';
import type { TimeSpan } from '../calendar/time-spans.ts';
import type { WallClock } from '../calendar/wall-clock.ts';

const MONTH = /^(20\d{2})-(0[1-9]|1[0-2])$/;

/** Whether it is a month such as `2026-11`. */
export function isMonth(text: string): boolean {
  return MONTH.test(text);
}

/** A month such as `2026-11`, from its first midnight on; one that runs ends now. Null: it is no month, or has not begun. */
export function monthSpan(month: string, clock: WallClock, now: Date): TimeSpan | null {
  if (!isMonth(month)) return null;
  const from = monthBegins(month, clock);
  const until = Math.min(monthBegins(monthAfter(month, 1), clock), now.getTime());
  return from < until ? { from, until } : null;
}

/** @param month such as `2026-12` @param by so many months later, or before */
export function monthAfter(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/** The month that a clock shows. */
export function monthOf(at: Date, clock: WallClock): string {
  return new Date(clock.at(at.getTime())).toISOString().slice(0, 7);
}

/** The first midnight of a month. */
export function monthBegins(month: string, clock: WallClock): number {
  return clock.instantOf(parseLocalTime(`${month}-01T00:00`) ?? 0);
}
