/**
 * A local time as a number that can be counted with: the milliseconds from 1970-01-01T00:00 to it as a calendar on the
 * wall counts them, in which every day has 24 hours. Not an instant: which instant it is depends on a time zone.
 */
export type LocalTime = number;

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
export const WEEK_MS = 7 * DAY;

const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

/** Reads `2026-01-05T08:00` or `2026-01-05T08:00:30`. Undefined if it is written differently or no such day or time exists. */
export function parseLocalTime(text: string): LocalTime | undefined {
  if (!LOCAL_TIME.test(text)) return undefined;
  const local = Date.parse(`${text}Z`);
  // Date.parse takes 30 February for 2 March.
  return !Number.isNaN(local) && new Date(local).toISOString().startsWith(text) ? local : undefined;
}

/** Writes a local time as `2026-01-05T08:00`, with seconds only where there are some. */
export function formatLocalTime(local: LocalTime): string {
  const text = new Date(local).toISOString().slice(0, 19);
  return text.endsWith(':00') ? text.slice(0, 16) : text;
}
