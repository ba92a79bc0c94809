/** Most trouble is over within ten seconds: until then a try is never far away. */
const WAITS_MS = [1_000, 1_500, 1_500, 1_500, 1_500, 3_000, 6_000] as const;
const MAX_MS = 8_000;

/**
 * How long to wait before the next try: little at first, at most 8 seconds. A page must not wait for long, also not when the
 * carrier has been back for a while; how many go in a second, the gates decide.
 */
export function backoff(attempts: number): number {
  return WAITS_MS[Math.max(0, attempts - 1)] ?? MAX_MS;
}
