import { formatLocalTime, type LocalTime, MINUTE } from '../calendar/local-time.ts';
import { wallClock } from '../calendar/wall-clock.ts';

/** The minute that clocks in a time zone show at an instant. */
export function localMinute(timezone: string, at: Date): LocalTime {
  return Math.floor(wallClock(timezone).at(at.getTime()) / MINUTE) * MINUTE;
}

/** An instant as date fields of forms and schedules have it: `2026-12-24T08:00`. */
export function localText(timezone: string, at: Date): string {
  return formatLocalTime(localMinute(timezone, at));
}
