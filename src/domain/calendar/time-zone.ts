import { IANAZone } from 'luxon';

/**
 * Names that stand for an hour count, not for a place: they are wrong for half of the year wherever clocks are changed.
 * `Etc/GMT-1` and `+01:00` as well as `EST`, which has no summer time, other than `EST5EDT` or `CET`.
 */
const OFFSET = /^[+-]|^(Etc\/)?(GMT|UTC|UCT)[+-]|^(EST|MST|HST)$/i;

/** Whether a name is a time zone that knows when its clocks are changed; `UTC` is one. */
export function isNamedZone(name: string): boolean {
  return !isOffset(name) && IANAZone.isValidZone(name);
}

/** Whether a name says only how many hours a clock is ahead. */
export function isOffset(name: string): boolean {
  return OFFSET.test(name);
}
