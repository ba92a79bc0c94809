import { DAY, type LocalTime } from '../calendar/local-time.ts';

export const HOUR_MS = 3_600_000;
/** From 22:00 to 06:00 somebody's night is broken. */
const NIGHT = { begins: 22 * HOUR_MS, ends: 6 * HOUR_MS };

/** Monday 00:00 is 0. */
export function hourOfWeek(local: LocalTime): number {
  // the first day of 1970 was a Thursday
  return Math.floor(local / HOUR_MS + 3 * 24) % 168;
}

export function isNight(local: LocalTime): boolean {
  const ofDay = ((local % DAY) + DAY) % DAY;
  return ofDay >= NIGHT.begins || ofDay < NIGHT.ends;
}

/** The same number for all of one night, also after midnight. */
export function nightOf(local: LocalTime): number {
  return Math.floor((local - NIGHT.begins) / DAY);
}
