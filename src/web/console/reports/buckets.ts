import { DateTime } from 'luxon';

/** How finely time is divided, the finest first. */
export const GRAINS = ['day', 'week', 'month'] as const;
export type Grain = (typeof GRAINS)[number];

/** More columns than these cannot be told apart. */
const MAX_BUCKETS = 62;
/** About a month of days, and half a year of weeks. */
const CALM_BUCKETS = { day: 31, week: 27 };

/**
 * The first days of the parts that cover a span, in order, as `2026-11-23`. The first part may begin before the span.
 * @param until the instant at which the span is over
 * @param zone of the days; a week begins on Monday
 */
export function bucketsBetween(from: Date, until: Date, grain: Grain, zone: string): string[] {
  const buckets: string[] = [];
  let start = DateTime.fromJSDate(from, { zone }).startOf(grain);
  while (start.toJSDate() < until) {
    buckets.push(start.toFormat('yyyy-MM-dd'));
    start = start.plus({ [grain]: 1 });
  }
  return buckets;
}

/** The grain that was wished for, or that suits the span; coarser if there would be too many parts. */
export function grainFor(from: Date, until: Date, wished: Grain | null): Grain {
  // a month in which the clocks are put back has no more days for its further hour
  const days = Math.round((until.getTime() - from.getTime()) / 86_400_000);
  if (wished === null) {
    if (days <= CALM_BUCKETS.day) return 'day';
    return days / 7 <= CALM_BUCKETS.week ? 'week' : 'month';
  }
  if (wished === 'day' && days > MAX_BUCKETS) return grainFor(from, until, 'week');
  return wished === 'week' && days / 7 > MAX_BUCKETS ? 'month' : wished;
}
