import { addOpenTime, type Calendar, openSpansBetween } from './calendar.ts';
import { dateOf } from './calendar-date.ts';
import { DAY } from './local-time.ts';
import { wallClock } from './wall-clock.ts';

/** What one local day contributed to a business duration. */
export interface SpentTime {
  /** the calendar's local date, `2026-10-01` */
  date: string;
  from: Date;
  until: Date;
  /** open time between the two; less than their distance if the day has a break */
  ms: number;
}

/**
 * How a business duration is spent, day by day: six hours from Thursday 16:30 are 1.5 on Thursday and 4.5 on Monday.
 * @param durationMs whole milliseconds, not negative
 * @returns in order, without the days that contributed nothing
 */
export function explainOpenTime(calendar: Calendar, from: Date, durationMs: number): SpentTime[] {
  const clock = wallClock(calendar.timezone);
  const days: SpentTime[] = [];
  for (const span of openSpansBetween(calendar, from, addOpenTime(calendar, from, durationMs))) {
    let at = span.opens;
    while (at < span.closes) {
      const midnight = Math.floor(clock.shownAt(at) / DAY) * DAY;
      const until = Math.min(span.closes, clock.closesAt(midnight + DAY));
      spend(days, dateOf(midnight), at, until);
      at = until;
    }
  }
  return days;
}

function spend(days: SpentTime[], date: string, from: number, until: number): void {
  const last = days.at(-1);
  if (last?.date === date) {
    last.until = new Date(until);
    last.ms += until - from;
  } else {
    days.push({ date, from: new Date(from), until: new Date(until), ms: until - from });
  }
}
