import type { LocalTime } from './local-time.ts';

/** A time during which an answer stays the same, from its first moment up to, not including, its end. */
export interface Interval<Answer> {
  readonly answer: Answer;
  /** May be infinite. */
  readonly from: LocalTime;
  /** May be infinite. */
  readonly until: LocalTime;
}

/** The part of a stretch that lies inside some bounds. */
export function within<Answer>(
  interval: Interval<Answer>,
  bounds: { from: LocalTime; until: LocalTime },
): Interval<Answer> {
  return {
    answer: interval.answer,
    from: Math.max(interval.from, bounds.from),
    until: Math.min(interval.until, bounds.until),
  };
}
