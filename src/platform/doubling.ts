/**
 * How long to wait after so many failures in a row: twice as long each time, up to an end.
 * @param failures 1 and less: as long as after the first
 * @param firstMs milliseconds, as all of them
 */
export function doubling(failures: number, firstMs: number, mostMs: number): number {
  return Math.min(mostMs, firstMs * 2 ** Math.max(0, failures - 1));
}
