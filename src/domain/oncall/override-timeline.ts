import type { Interval } from '../calendar/interval.ts';
import type { LocalTime } from '../calendar/local-time.ts';

/** Whom the overrides put on call over all of time: stretches without gaps between them, null where none holds. */
export type OverrideTimeline = readonly Interval<string | null>[];

interface ReadOverride {
  readonly engineer: string;
  readonly from: LocalTime;
  readonly until: LocalTime;
}

/** Lays overrides over each other, later entries over earlier ones. */
export function overrideTimeline(overrides: readonly ReadOverride[]): OverrideTimeline {
  const changes = overrides
    .flatMap(({ from, until }, entry) => [
      { at: from, entry, begins: true },
      { at: until, entry, begins: false },
    ])
    .toSorted((a, b) => a.at - b.at);
  const inForce = new Set<number>();
  const timeline: { answer: string | null; entry: number; from: LocalTime; until: LocalTime }[] = [
    { answer: null, entry: -1, from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY },
  ];
  changes.forEach(({ at, entry, begins }, index) => {
    if (begins) inForce.add(entry);
    else inForce.delete(entry);
    if (changes[index + 1]?.at === at) return;
    const winner = Math.max(-1, ...inForce);
    const last = timeline.at(-1);
    if (!last || last.entry === winner) return;
    last.until = at;
    const answer = overrides[winner]?.engineer ?? null;
    timeline.push({ answer, entry: winner, from: at, until: Number.POSITIVE_INFINITY });
  });
  return timeline;
}

/** The stretch that a local time lies in, found by halving. */
export function overrideAt(timeline: OverrideTimeline, local: LocalTime): Interval<string | null> {
  let low = 0;
  let high = timeline.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((timeline[middle] as Interval<string | null>).from <= local) low = middle;
    else high = middle - 1;
  }
  return timeline[low] as Interval<string | null>;
}
