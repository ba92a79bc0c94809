import { type ResponseWindow, remainingMs, windowInstant } from '../calendar/response-target.ts';

const REMIND_SHARE = 0.25;
const STALE_SHARE = 0.5;
/** However little is left, an engineer gets this long to sit down and call. */
const MIN_MS = { remind: 2 * 60_000, stale: 4 * 60_000 };

/** When whoever acknowledged and has not called the customer is rung up, to be connected. */
export function remindAt(window: ResponseWindow, acknowledgedAt: Date): Date {
  return shareOfRest(window, acknowledgedAt, REMIND_SHARE, MIN_MS.remind);
}

/** When an acknowledgement that led to no callback goes stale. */
export function staleAt(window: ResponseWindow, acknowledgedAt: Date): Date {
  return shareOfRest(window, acknowledgedAt, STALE_SHARE, MIN_MS.stale);
}

/** The instant at which a share of what is left of a window is spent, on the ticket's own clock; `leastMs` from now at the earliest. */
export function shareOfRest(window: ResponseWindow, from: Date, share: number, leastMs: number): Date {
  const least = new Date(from.getTime() + leastMs);
  const begin = from > window.windowFrom ? from : window.windowFrom;
  const rest = remainingMs(window, begin);
  if (rest <= 0) return least;
  const instant = windowInstant({ ...window, windowFrom: begin }, { durationMs: Math.round(share * rest) });
  return instant > least ? instant : least;
}
