import { formatLocalTime, type LocalTime, MINUTE } from '../calendar/local-time.ts';
import { wallClock } from '../calendar/wall-clock.ts';

/** The minute that clocks in a time zone show at an instant. */
export function localMinute(timezone: string, at: Date): LocalTime {
  return Math.floor(wallClock(timezone).at(at.getTime()) / MINUTE) * MINUTE;
}

/**
 * The end of a time as schedules have it. They cannot tell the two hours apart in the night the clocks are put back: what ends in
 * the second lasts until it is over.
 */
export function localEnd(timezone: string, until: Date): string {
  // in the second hour their clock stands still a millisecond before its end
  const shown = wallClock(timezone).at(until.getTime()) + 1;
  return formatLocalTime(Math.floor(shown / MINUTE) * MINUTE);
}

/** An instant as date fields of forms and schedules have it: `2026-12-24T08:00`. */
export function localText(timezone: string, at: Date): string {
  return formatLocalTime(localMinute(timezone, at));
}
