/** The value below which a share (0 to 1) of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** `p50 12.3 ms, p99 45.6 ms, max 78.9 ms` */
export function spread(ms: readonly number[]): string {
  const show = (share: number) => `${percentile(ms, share).toFixed(1)} ms`;
  return `p50 ${show(0.5)}, p99 ${show(0.99)}, max ${show(1)}`;
}

/** How many times the other it is: `1.04`. */
export function ratio(one: number, other: number): string {
  return (one / other).toFixed(2);
}
