import { type ResponseWindow, remainingMs, windowInstant } from '../calendar/response-target.ts';

/** After this many tries that did not reach the customer, a person decides how to go on. */
export const MAX_TRIES = 8;

const SHARE_OF_REST = 0.2;
const GAP_MS = { least: 60_000, most: 30 * 60_000, late: 5 * 60_000 };

/**
 * When a customer who was not reached is tried again, on the ticket's own clock: the gaps shrink as the deadline nears,
 * and once it has passed the tries go on at an even distance.
 */
export function nextTry(window: ResponseWindow, now: Date): Date {
  const rest = remainingMs(window, now);
  const share = Math.min(GAP_MS.most, Math.max(GAP_MS.least, Math.round(rest * SHARE_OF_REST)));
  return windowInstant({ ...window, windowFrom: now }, { durationMs: rest <= 0 ? GAP_MS.late : share });
}
