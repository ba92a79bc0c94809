import { DateTime } from 'luxon';
import { wordsOf } from '../../web/console/words/index.ts';

/** The terminal speaks English. */
export const ENGLISH = wordsOf('en');

/** Why a promise cannot be kept, in words. */
export const CAUSES = ENGLISH.rehearsal.causes;

/** What took most of the time of a ticket that was answered too late, in words. */
export const MISSES = ENGLISH.rehearsal.report.misses;

/** `99.7 %`; never 100 while something was missed. */
export function percent(share: number): string {
  const tenths = share < 1 ? Math.min(999, Math.round(share * 1_000)) : 1_000;
  return `${(tenths / 10).toFixed(1)} %`;
}

/** A difference in points of a hundred, with its sign. */
export function points(difference: number): string {
  return `${difference > 0 ? '+' : ''}${(difference * 100).toFixed(2)}`;
}

/** `Tue 2026-12-01 22:00`, UTC. */
export function showInstant(at: Date): string {
  return DateTime.fromJSDate(at, { zone: 'utc' }).setLocale('en').toFormat('ccc yyyy-MM-dd HH:mm');
}

/** `Tue 2026-12-01 22:00:07`, UTC. */
export function showSecond(at: Date): string {
  return DateTime.fromJSDate(at, { zone: 'utc' }).setLocale('en').toFormat('ccc yyyy-MM-dd HH:mm:ss');
}
