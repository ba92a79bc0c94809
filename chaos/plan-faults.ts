import type { Random } from './random.ts';

/** Something that is going to break, and for how long. Milliseconds, counted from the first call. */
export interface PlannedFault {
  kind: string;
  at: number;
  lastsMs: number;
}

/** How long a fault lasts. A frozen process outlasts the carrier's patience now and then. */
const LASTS_MS = { least: 1_500, most: 9_000 };
/** The first calls meet a whole house, so that a suite that cannot work at all shows it. */
const FIRST_AT_MS = 1_500;

/**
 * One fault after the other until the stream of calls ends, in an order of chance in which each kind comes once before any
 * comes again. Machines and the line to the carrier have a plan each: their faults overlap as they like.
 * @param breakable.respiteMs how long everything is whole between two faults
 * @param streamMs how long calls keep coming
 * @param most no more faults than this
 */
export function planFaults(
  breakable: { faults: Readonly<Record<string, unknown>>; respiteMs: { least: number; most: number } },
  streamMs: number,
  random: Random,
  most = Number.POSITIVE_INFINITY,
): PlannedFault[] {
  const plan: PlannedFault[] = [];
  const kinds = Object.keys(breakable.faults);
  const { least, most: longest } = breakable.respiteMs;
  let at = FIRST_AT_MS + random.between(least, longest);
  let coming: string[] = [];
  while (kinds.length > 0 && at < streamMs && plan.length < most) {
    if (coming.length === 0) coming = random.shuffled(kinds);
    const kind = coming.pop() ?? '';
    const lastsMs = Math.round(random.between(LASTS_MS.least, LASTS_MS.most));
    plan.push({ kind, at: Math.round(at), lastsMs });
    at += lastsMs + random.between(least, longest);
  }
  return plan;
}
