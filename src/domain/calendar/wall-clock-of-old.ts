import { IANAZone } from 'luxon';

/*
 * From the reading of a wall clock to the instant, across changes of the clock.
 *
 * A reading is written as the epoch milliseconds it would be in UTC: then adding minutes to a midnight is plain arithmetic,
 * and no date that a zone skipped (30 December 2011 in Apia) can confuse a loop over days.
 *
 * Luxon's own conversion is not used, since it reads a repeated hour by the offset of today: the same deadline would
 * differ between July and December.
 */

/** The clock on the wall of a time zone. */
export interface WallClock {
  /**
   * The first instant at which the clock shows a reading, or has jumped over it.
   * A repeated hour opens the first time, a skipped one the moment the clock jumps.
   */
  opensAt(reading: number): number;
  /**
   * The end of the last instant at which the clock still shows a time before a reading.
   * With `opensAt` this is the longest span that the written times allow: in doubt the service is open, and the deadline
   * is the earlier one. A closing at the very minute the clock goes back to was reached the first time; a skipped closing
   * comes the moment the clock jumps.
   */
  closesAt(reading: number): number;
  /** What the clock shows at an instant. */
  readingAt(instant: number): number;
}

const DAY_MS = 24 * 3_600_000;
const MINUTE_MS = 60_000;

/** @param timezone a valid IANA name */
export function wallClock(timezone: string): WallClock {
  const zone = IANAZone.create(timezone);
  const readingAt = (instant: number) => instant + zone.offset(instant) * MINUTE_MS;

  // Luxon takes microseconds for an offset, and the spans of a year ask for those of the same days again and again
  const offsets = new Map<number, number>();
  const offsetAtDay = (day: number) => {
    const offset = offsets.get(day) ?? readingAt(day) - day;
    offsets.set(day, offset);
    return offset;
  };

  /** No zone is a whole day away from UTC, and none changes twice in three days: so far aside is safely before and after. */
  const offsetsAround = (reading: number): { before: number; after: number } => {
    const day = Math.floor(reading / DAY_MS) * DAY_MS;
    return { before: offsetAtDay(day - DAY_MS), after: offsetAtDay(day + 2 * DAY_MS) };
  };

  /** In order; two in a repeated hour, none in a skipped one. */
  const instantsShowing = (reading: number): number[] => {
    const { before, after } = offsetsAround(reading);
    if (before === after) return [reading - before];
    return [reading - before, reading - after].filter((instant) => readingAt(instant) === reading);
  };

  /** The instant at which the clock jumped over a reading that it never showed. */
  const jumpOver = (reading: number): number => {
    const { before, after } = offsetsAround(reading);
    let earlier = reading - after;
    let later = reading - before;
    while (later - earlier > 1) {
      const middle = Math.floor((earlier + later) / 2);
      if (readingAt(middle) < reading) earlier = middle;
      else later = middle;
    }
    return later;
  };

  return {
    opensAt: (reading) => instantsShowing(reading)[0] ?? jumpOver(reading),
    closesAt: (reading) => {
      const lastBefore = instantsShowing(reading - 1).at(-1);
      return lastBefore === undefined ? jumpOver(reading - 1) : lastBefore + 1;
    },
    readingAt,
  };
}
