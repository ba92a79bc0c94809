import { restOf, unite } from '../calendar/time-spans.ts';
import type { Impossible } from './proof.ts';

/** A time in which a promise cannot be kept, for whatever reason. */
export type Hole = Pick<Impossible, 'plan' | 'severity' | 'from' | 'until'>;

/**
 * What of a proof another does not have: the times in which a promise could be kept before, and could not be any more. Asked
 * the other way round, what has been mended. Why it cannot be kept makes no difference.
 * @returns in the order of `after`; a hole of which a part is old stands with its new parts alone
 */
export function newHoles<Found extends Hole>(before: readonly Hole[], after: readonly Found[]): Found[] {
  const known = Map.groupBy(before, promiseOf);
  return after.flatMap((hole) => {
    const old = known.get(promiseOf(hole)) ?? [];
    const within = { from: hole.from.getTime(), until: hole.until.getTime() };
    const spans = old.map(({ from, until }) => ({ from: from.getTime(), until: until.getTime() }));
    return restOf(within, unite(spans)).map(({ from, until }) => ({
      ...hole,
      from: new Date(from),
      until: new Date(until),
    }));
  });
}

function promiseOf({ plan, severity }: Hole): string {
  return JSON.stringify([plan, severity]);
}
