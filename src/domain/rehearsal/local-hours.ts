import { DAY, type LocalTime } from '../calendar/local-time.ts';
import { NIGHT, readNight } from '../calendar/rest-rule.ts';

export const HOUR_MS = 3_600_000;
/** When people sleep, as the law has it. */
const { begins: NIGHT_BEGINS, lengthMs: NIGHT_MS } = readNight(NIGHT);

/** Monday 00:00 is 0. */
export function hourOfWeek(local: LocalTime): number {
  // the first day of 1970 was a Thursday
  return Math.floor(local / HOUR_MS + 3 * 24) % 168;
}

export function isNight(local: LocalTime): boolean {
  return sinceNight(local, NIGHT_BEGINS) < NIGHT_MS;
}

/** The same number for all of one night, also after midnight. */
export function nightOf(local: LocalTime, begins: number): number {
  return Math.floor((local - begins) / DAY);
}

/** Milliseconds since a night began last. @param begins milliseconds of the local day */
export function sinceNight(local: LocalTime, begins: number): number {
  return (((local - begins) % DAY) + DAY) % DAY;
}
