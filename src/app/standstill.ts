/** What is known of a loop that should count on. Milliseconds on a clock that only goes forward. */
export interface Standstill {
  /** what it had counted to when it was last looked at */
  beats: number;
  /** since when it has not counted on, as far as somebody was there to see it */
  since: number;
  /** when it was last looked at */
  lookedAt: number;
}

/**
 * One look at it. Whoever looks late was stopped as well, together with everything else (SIGSTOP, a machine that slept or
 * was short of processors): what happened meanwhile is nobody's fault, and the count begins anew.
 * @param everyMs how often it is looked at
 */
export function look(before: Standstill, now: { beats: number; at: number }, everyMs: number): Standstill {
  const wasStopped = now.at - before.lookedAt > 2 * everyMs;
  const goesOn = now.beats !== before.beats;
  return { beats: now.beats, since: goesOn || wasStopped ? now.at : before.since, lookedAt: now.at };
}
