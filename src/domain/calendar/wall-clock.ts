import { IANAZone } from 'luxon';
import { DAY, type LocalTime } from './local-time.ts';

/**
 * The one clock that calendars and schedules are read from: a time zone's wall clock that never goes back. When the clocks
 * are put back it stands still until the repeated hour is over, when they are put forward it jumps. So each local time
 * belongs to exactly one instant: one that happens twice means the first time, one that is skipped means the instant of
 * the jump. Later local times never belong to earlier instants, and all rules can be decided by comparing local times.
 * Luxon's own conversion reads a repeated hour by the offset of today: a deadline would differ between July and December.
 *
 * Instants are epoch milliseconds. Infinite values stay what they are.
 */
export interface WallClock {
  /** What this clock shows: the latest local time whose instant is not after the one given. */
  at(instant: number): LocalTime;
  /** The first instant at which the clock shows this local time or a later one: when hours that are written so begin. */
  instantOf(local: LocalTime): number;
  /**
   * The end of the last instant at which people's clocks still show a time before this one: when hours that are written so
   * end. With `instantOf` that is the longest span which the written times allow: in doubt the service is open, and the
   * deadline is the earlier one.
   */
  closesAt(local: LocalTime): number;
  /** What people's clocks show, repeated hour included. */
  shownAt(instant: number): LocalTime;
}

/**
 * In the night the clocks are put back an hour comes twice: which of the two times it is that people's clocks show what they show
 * at an instant; null: they show it once.
 */
export function whichOfTwo(clock: WallClock, instant: number): 'first' | 'second' | null {
  const local = clock.shownAt(instant);
  const first = clock.instantOf(local);
  // the last instant at which clocks show no more than this
  const last = clock.closesAt(local + 1) - 1;
  if (first === last) return null;
  return instant === first ? 'first' : 'second';
}

/** Zones change their clocks at most once in this time, and never by more. */
const REACH = DAY;

const clocks = new Map<string, WallClock>();

/** Whether the name is a time zone that this machine knows. Asking the runtime is slow, so clocks in use answer first. */
export function isTimezone(name: string): boolean {
  return clocks.has(name) || IANAZone.isValidZone(name);
}

/** The zone itself; UTC for one that was right when it was saved, and that this version does not know. */
export function knownZone(timezone: string): string {
  return isTimezone(timezone) ? timezone : 'UTC';
}

/** @param timezone IANA name; of what is typed it is checked before with `isTimezone`, what is stored is read by `knownZone` */
export function wallClock(timezone: string): WallClock {
  const known = clocks.get(timezone);
  if (known) return known;
  if (!isTimezone(timezone)) return wallClock(knownZone(timezone));
  const clock = createWallClock(offsetsOf(timezone));
  clocks.set(timezone, clock);
  return clock;
}

/** How far a zone's local time is ahead of UTC at an instant, in milliseconds. */
export type Offsets = (instant: number) => number;

/** A wall clock of a zone that only its offsets are known of. */
export function createWallClock(offsetAt: Offsets): WallClock {
  const shownAt = (instant: number): LocalTime => instant + offsetAt(instant);

  function at(instant: number): LocalTime {
    if (!Number.isFinite(instant)) return instant;
    const before = offsetAt(instant - REACH);
    const shown = shownAt(instant);
    if (before <= shown - instant) return shown;
    // The clocks were put back within the last day: never show less than the last moment before that.
    const change = firstInstantWithout(before, offsetAt, instant - REACH, instant);
    return Math.max(shown, change + before - 1);
  }

  function instantOf(local: LocalTime): number {
    if (!Number.isFinite(local)) return local;
    const before = offsetAt(local - REACH);
    const after = offsetAt(local + REACH);
    const early = local - before;
    if (before === after || offsetAt(early) === before) return early;
    const late = local - after;
    if (before > after || offsetAt(late) === after) return late;
    return firstInstantWithout(before, offsetAt, late, early);
  }

  function closesAt(local: LocalTime): number {
    if (!Number.isFinite(local)) return local;
    const last = local - 1;
    const before = offsetAt(last - REACH);
    const after = offsetAt(last + REACH);
    const late = last - after;
    if (offsetAt(late) === after) return late + 1;
    const early = last - before;
    if (offsetAt(early) === before) return early + 1;
    // skipped: when the clock jumps
    return firstInstantWithout(before, offsetAt, late, early);
  }

  return { at, instantOf, closesAt, shownAt };
}

/** Halves the way between an instant that has the offset and a later one that has another. */
function firstInstantWithout(offset: number, offsetAt: Offsets, withIt: number, withoutIt: number): number {
  let low = withIt;
  let high = withoutIt;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle) === offset) low = middle;
    else high = middle;
  }
  return high;
}

/** Enough for 27 years of days; beyond that the memory of offsets begins anew. */
const REMEMBERED_DAYS = 10_000;

/** A day (UTC): the offset it begins with, and from which instant on it is another one. */
interface OffsetsOfDay {
  before: number;
  after: number;
  /** infinite: it stays the same */
  changesAt: number;
}

/**
 * Asking the runtime for an offset takes microseconds, so it is remembered day by day. Between two midnights with the same
 * offset there is no change, and else there is one.
 */
function offsetsOf(timezone: string): Offsets {
  const zone = IANAZone.create(timezone);
  const ask = (instant: number) => zone.offset(instant) * 60_000;
  const days = new Map<number, OffsetsOfDay>();

  function onDay(day: number): OffsetsOfDay {
    const known = days.get(day);
    if (known) return known;
    if (days.size >= REMEMBERED_DAYS) days.clear();
    const [begin, end] = [day * DAY, (day + 1) * DAY];
    const [before, after] = [ask(begin), ask(end)];
    const changesAt =
      before === after ? Number.POSITIVE_INFINITY : firstInstantWithout(before, ask, begin, end);
    const offsets = { before, after, changesAt };
    days.set(day, offsets);
    return offsets;
  }

  return (instant) => {
    const { before, after, changesAt } = onDay(Math.floor(instant / DAY));
    return instant < changesAt ? before : after;
  };
}
