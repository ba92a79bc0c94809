const MAX_AGE_MS = 3 * 86_400_000;

/** What is done each night was last done so long ago that somebody has to look why. */
export function isOverdueNightly(doneAt: Date, now: Date): boolean {
  return now.getTime() - doneAt.getTime() > MAX_AGE_MS;
}
