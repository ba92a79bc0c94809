/** After this many tries that did not reach the customer, a person decides how to go on. */
export const MOST_TRIES = 8;

const SHARE_OF_REST = 0.2;
const GAP_MS = { least: 60_000, most: 30 * 60_000, late: 5 * 60_000 };

/**
 * When a customer who was not reached is tried again: the gaps shrink as the deadline nears, and once it has passed
 * the tries go on at an even distance.
 */
export function nextTry(respondBy: Date, now: Date): Date {
  const rest = respondBy.getTime() - now.getTime();
  const gap = rest <= 0 ? GAP_MS.late : Math.min(GAP_MS.most, Math.max(GAP_MS.least, rest * SHARE_OF_REST));
  return new Date(now.getTime() + gap);
}
