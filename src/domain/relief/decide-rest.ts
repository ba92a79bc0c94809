import { DAY, type LocalTime } from '../calendar/local-time.ts';
import { type RestRule, readNight } from '../calendar/rest-rule.ts';
import type { TimeSpan } from '../calendar/time-spans.ts';
import type { WallClock } from '../calendar/wall-clock.ts';

/** Until when each engineer is in rest; whoever is not is not in it. */
export type Resting = ReadonlyMap<string, Date>;

const HOUR_MS = 3_600_000;

/** A night in which somebody worked. Epoch milliseconds. */
export interface BrokenNight {
  begins: number;
  ends: number;
  /** when their last work ended that had begun in the night or before it */
  workedUntil: number;
  /** inside the night */
  workedMs: number;
  /** the same, and what of it went on after the night's end */
  interruptedMs: number;
}

/** The nights in which somebody worked, in order. @param work one person's, as `unite` leaves it */
export function brokenNights(work: readonly TimeSpan[], night: string, clock: WallClock): BrokenNight[] {
  const { begins, lengthMs } = readNight(night);
  const nights = new Map<number, BrokenNight>();
  for (const span of work) {
    const first = dayOf(clock.at(span.from) - begins - lengthMs);
    const last = dayOf(clock.at(span.until) - begins);
    for (let day = first; day <= last; day += 1) {
      const local = day * DAY + begins;
      const bounds = { begins: clock.instantOf(local), ends: clock.instantOf(local + lengthMs) };
      const workedMs = Math.min(span.until, bounds.ends) - Math.max(span.from, bounds.begins);
      if (workedMs <= 0) continue;
      const known = nights.get(day);
      nights.set(day, {
        ...bounds,
        workedUntil: Math.max(known?.workedUntil ?? 0, span.until),
        workedMs: (known?.workedMs ?? 0) + workedMs,
        interruptedMs: (known?.interruptedMs ?? 0) + span.until - Math.max(span.from, bounds.begins),
      });
    }
  }
  return [...nights.values()].toSorted((one, other) => one.begins - other.begins);
}

/**
 * When somebody is in rest because of broken nights: from the end of a night's last work, until the hours are full. With
 * `prolonged`, rest is taken to have begun with the night, and the work is added to it.
 * @param work one person's, as `unite` leaves it
 */
export function restSpans(
  work: readonly TimeSpan[],
  { rule, hours, night }: RestRule,
  clock: WallClock,
): TimeSpan[] {
  if (rule === 'off') return [];
  return brokenNights(work, night, clock).flatMap(({ begins, workedUntil, interruptedMs }) => {
    const until = (rule === 'anew' ? workedUntil : begins + interruptedMs) + hours * HOUR_MS;
    return until > workedUntil ? [{ from: workedUntil, until }] : [];
  });
}

/** Until when somebody is in rest at an instant; null if they are not. */
export function restUntil(rests: readonly TimeSpan[], at: Date): Date | null {
  const instant = at.getTime();
  const untils = rests.flatMap(({ from, until }) => (from <= instant && instant < until ? [until] : []));
  return untils.length === 0 ? null : new Date(Math.max(...untils));
}

function dayOf(local: LocalTime): number {
  return Math.floor(local / DAY);
}
