import { Duration } from 'luxon';
import { readOnce } from '../../platform/read-once.ts';
import {
  type ResponseWindow,
  remainingMs,
  type WindowPlace,
  windowInstant,
} from '../calendar/response-target.ts';

/** Where a step stands in its policy: at a share of the window (`10%`) or a time after its beginning (`PT5M`). */
export interface PolicyStep {
  at: string;
}

/** No step given as a duration comes later than this share: the last one must leave time to answer. */
const LATEST_SHARE = 0.8;
/** Once the deadline has passed there is no window to share out: the steps follow each other at this distance, on the ticket's own clock. */
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
  const round = { ...window, windowFrom: begin };
  if (left <= 0)
    return steps.map((_step, index) => windowInstant(round, { durationMs: index * AFTER_DEADLINE_MS }));
  let spentMs = 0;
  return steps.map(({ at }) => {
    spentMs = Math.max(spentMs, placeMs(readPlace(at), left));
    return windowInstant(round, { durationMs: spentMs });
  });
}

/** How much of a round is spent at a place, of so much that is left when it begins. */
function placeMs(place: WindowPlace, left: number): number {
  if ('share' in place) return Math.round(place.share * left);
  return Math.min(place.durationMs, Math.round(LATEST_SHARE * left));
}

/** Whether a window has no room for a step's time, so that it comes sooner than its policy says. */
export function isTooLong(at: string, windowMs: number): boolean {
  const place = readPlace(at);
  return 'durationMs' in place && place.durationMs > LATEST_SHARE * windowMs;
}

/** Whether a step's share is the deadline; or that of a first one, before which nobody is paged, that of the last resort. */
export function isTooLate(at: string, isFirst: boolean): boolean {
  const place = readPlace(at);
  return 'share' in place && place.share >= (isFirst ? LAST_RESORT_SHARE : 1);
}

/** They are asked for at every ringing. */
const readPlace = readOnce(
  (at): WindowPlace =>
    at.endsWith('%')
      ? { share: Number.parseFloat(at) / 100 }
      : { durationMs: Duration.fromISO(at).toMillis() },
);

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
