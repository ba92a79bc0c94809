import type { LocalTime } from './local-time.ts';

/** A time during which an answer stays the same, from its first moment up to, not including, its end. */
export interface Stretch<Answer> {
  readonly answer: Answer;
  /** May be infinite. */
  readonly from: LocalTime;
  /** May be infinite. */
  readonly until: LocalTime;
}

/** The part of a stretch that lies inside some bounds. */
export function within<Answer>(
  stretch: Stretch<Answer>,
  bounds: { from: LocalTime; until: LocalTime },
): Stretch<Answer> {
  return {
    answer: stretch.answer,
    from: Math.max(stretch.from, bounds.from),
    until: Math.min(stretch.until, bounds.until),
  };
}
