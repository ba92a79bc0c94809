import { type TimeSpan, unite } from '../calendar/time-spans.ts';

/** What the record shows of one person's work; instants, and null for what has not ended. */
export interface WorkRows {
  /** their legs, from picking up to hanging up */
  legs: readonly { from: Date; until: Date | null }[];
  /** tickets they had whose clock runs always, from acknowledging to the answer, or until others had it */
  held: readonly { from: Date; until: Date | null }[];
  /** whatever else they did: an order by SMS, a click */
  deeds: readonly Date[];
}

/** Writing a text takes somebody out of their sleep for a minute at least. */
const DEED_MS = 60_000;

/** When somebody worked: whatever overlaps counts once. @param now where what has not ended is cut off */
export function workSpans({ legs, held, deeds }: WorkRows, now: Date): TimeSpan[] {
  const spans = [...legs, ...held].map(({ from, until }) => ({
    from: from.getTime(),
    until: Math.min((until ?? now).getTime(), now.getTime()),
  }));
  return unite([...spans, ...deeds.map((at) => ({ from: at.getTime(), until: at.getTime() + DEED_MS }))]);
}
