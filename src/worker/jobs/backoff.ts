const FIRST_MS = 1_000;
const MAX_MS = 15_000;

/** How long to wait before the next try: 1, 2, 4, 8, then 15 seconds. A page must not wait for long. */
export function backoff(attempts: number): number {
  return Math.min(MAX_MS, FIRST_MS * 2 ** Math.max(0, attempts - 1));
}
