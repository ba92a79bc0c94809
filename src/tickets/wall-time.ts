import type { Zone } from 'luxon';

/*
 * From the reading of a wall clock to the instant, across changes of the clock.
 *
 * A reading is written as the epoch milliseconds it would be in UTC: then adding minutes to a midnight is plain arithmetic,
 * and no date that a zone skipped (30 December 2011 in Apia) can confuse a loop over days.
 *
 * Luxon's own conversion is not used, since it reads a repeated hour by the offset of today: the same deadline would
 * differ between July and December.
 */

const DAY_MS = 24 * 3_600_000;
const MINUTE_MS = 60_000;

/**
 * The first instant at which the clock shows `reading`, or has jumped over it.
 * A repeated hour opens the first time, a skipped one the moment the clock jumps.
 */
export function opensAt(zone: Zone, reading: number): number {
  return instantsShowing(zone, reading)[0] ?? jumpOver(zone, reading);
}

/**
 * The end of the last instant at which the clock still shows a time before `reading`.
 * With `opensAt` this is the longest span that the written times allow: in doubt the service is open, and the deadline
 * is the earlier one. A closing at the very minute the clock goes back to was reached the first time; a skipped closing
 * comes the moment the clock jumps.
 */
export function closesAt(zone: Zone, reading: number): number {
  const lastBefore = instantsShowing(zone, reading - 1).at(-1);
  return lastBefore === undefined ? jumpOver(zone, reading - 1) : lastBefore + 1;
}

/** What the clock shows at an instant. */
export function readingAt(zone: Zone, instant: number): number {
  return instant + offsetMs(zone, instant);
}

/** In order; two in a repeated hour, none in a skipped one. */
function instantsShowing(zone: Zone, reading: number): number[] {
  const [before, after] = offsetsAround(zone, reading);
  if (before === after) return [reading - before];
  return [reading - before, reading - after]
    .filter((instant) => readingAt(zone, instant) === reading)
    .sort((a, b) => a - b);
}

/** The instant at which the clock jumped over a reading that it never showed. */
function jumpOver(zone: Zone, reading: number): number {
  const [before, after] = offsetsAround(zone, reading);
  let stillBefore = reading - after;
  let alreadyAfter = reading - before;
  while (alreadyAfter - stillBefore > 1) {
    const middle = Math.floor((stillBefore + alreadyAfter) / 2);
    if (readingAt(zone, middle) < reading) stillBefore = middle;
    else alreadyAfter = middle;
  }
  return alreadyAfter;
}

/** No zone is a whole day away from UTC, and none changes twice in two days: a day aside is safely before and after. */
function offsetsAround(zone: Zone, reading: number): [before: number, after: number] {
  return [offsetMs(zone, reading - DAY_MS), offsetMs(zone, reading + DAY_MS)];
}

function offsetMs(zone: Zone, instant: number): number {
  return zone.offset(instant) * MINUTE_MS;
}
