const FIRST_MS = 1_000;
const MAX_MS = 8_000;

/**
 * How long to wait before the next try: 1, 2, 4, then 8 seconds. A page must not wait for long, also not when the carrier has
 * been back for a while.
 */
export function backoff(attempts: number): number {
  return Math.min(MAX_MS, FIRST_MS * 2 ** Math.max(0, attempts - 1));
}
