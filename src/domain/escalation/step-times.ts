import { Duration } from 'luxon';
import { type ResponseWindow, remainingMs, windowInstant } from '../calendar/response-target.ts';

/** Where a step stands in its policy: at a share of the window (`10%`) or a time after its beginning (`PT5M`). */
export interface PolicyStep {
  at: string;
}

/** No step given as a duration comes later than this share: the last one must leave time to answer. */
const LATEST_SHARE = 0.8;
/** Once the deadline has passed there is no window to share out: the steps follow each other at this distance. */
const AFTER_DEADLINE_MS = 60_000;

/**
 * The instants of a policy's steps, computed backwards from the deadline.
 * A round that begins late (severity raised, an acknowledgement gone stale) shares out what is left, so that the steps
 * draw together; they keep their order.
 * @param from when this round of paging begins
 */
export function stepTimes(steps: readonly PolicyStep[], window: ResponseWindow, from: Date): Date[] {
  const begin = from > window.windowFrom ? from : window.windowFrom;
  const left = remainingMs(window, begin);
  if (left <= 0) return steps.map((_step, index) => new Date(begin.getTime() + index * AFTER_DEADLINE_MS));
  const round = { ...window, windowFrom: begin };
  const latest = windowInstant(round, { share: LATEST_SHARE });
  let previous = begin;
  return steps.map(({ at }) => {
    const place = stepInstant(round, at, latest);
    previous = place > previous ? place : previous;
    return previous;
  });
}

function stepInstant(round: ResponseWindow, at: string, latest: Date): Date {
  if (at.endsWith('%')) return windowInstant(round, { share: Number.parseFloat(at) / 100 });
  const instant = windowInstant(round, { durationMs: durationMs(at) });
  return instant < latest ? instant : latest;
}

/** A directory has a handful of them, and they are asked for at every ringing. */
const READ = new Map<string, number>();
const MAX_READ = 1_000;

function durationMs(iso: string): number {
  const known = READ.get(iso);
  if (known !== undefined) return known;
  const durationMs = Duration.fromISO(iso).toMillis();
  if (READ.size < MAX_READ) READ.set(iso, durationMs);
  return durationMs;
}

/** A ticket that nobody holds goes to the last resort when this share of its window is spent: the rest is theirs. */
const LAST_RESORT_SHARE = 0.8;

/** A round of a ticket's paging: the instants of the policy's steps, and when the last resort is called if nobody holds it. */
export interface RoundTimes {
  steps: Date[];
  lastResort: Date;
}

/**
 * The plan of the round that a ticket is in. In the first round every step has its place; a later one begins with its first
 * step at once, since the ticket has waited already.
 */
export function roundTimes(
  steps: readonly PolicyStep[],
  window: ResponseWindow,
  { round, pagingFrom }: { round: number; pagingFrom: Date },
): RoundTimes {
  const placed =
    round === 1 ? steps : steps.map((step, index) => (index === 0 ? { ...step, at: '0%' } : step));
  return { steps: stepTimes(placed, window, pagingFrom), lastResort: lastResortAt(window) };
}

/** When the last resort is called for a ticket that nobody holds by then: before the deadline, whatever the window. */
export function lastResortAt(window: ResponseWindow): Date {
  return windowInstant(window, { share: LAST_RESORT_SHARE });
}

/** When nobody answered a whole round, the next begins after this share of what is left, one minute at least. */
const ROUND_GAP_SHARE = 0.1;
const ROUND_GAP_MS = { least: 60_000, most: 15 * 60_000 };

/** When the policy is begun anew after its last step, on the ticket's own clock. */
export function nextRound(window: ResponseWindow, now: Date): Date {
  const gap = Math.round(remainingMs(window, now) * ROUND_GAP_SHARE);
  const durationMs = Math.min(ROUND_GAP_MS.most, Math.max(ROUND_GAP_MS.least, gap));
  return windowInstant({ ...window, windowFrom: now }, { durationMs });
}
