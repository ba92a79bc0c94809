import { DateTime } from 'luxon';
import { wallClock } from './wall-clock.ts';

/** Behind a time; a day alone has none. Programs may write the name of a zone after it: the offset says which instant it is. */
const OFFSET = /T.*(?:Z|[+-](?<hours>\d{2})(?::?(?<minutes>\d{2}))?)(?<zone>\[[^\]]*\])?$/i;
/** No place is further from UTC. */
const MAX_MINUTES = 14 * 60;
/** An hour alone would be one of whatever day it is where this runs, and a zone alone is another than the one that is asked for. */
const NO_DAY_OR_ZONE = /^\d{2}:|\]$/;

/**
 * Reads a time in ISO 8601: an instant if it names its offset, else a local time of a zone, by the one wall clock. Luxon counts
 * with any offset, `+99:00`, and the answer would be about another day.
 * @param zone IANA name
 */
export function readIsoTime(text: string, zone: string): DateTime {
  const offset = OFFSET.exec(text);
  const { hours = 0, minutes = 0, zone: named = '' } = offset?.groups ?? {};
  if (Number(hours) * 60 + Number(minutes) > MAX_MINUTES || Number(minutes) > 59)
    return DateTime.invalid('no such offset');
  if (offset) return DateTime.fromISO(text.slice(0, text.length - named.length), { zone });
  if (NO_DAY_OR_ZONE.test(text)) return DateTime.invalid('no day, or a zone without an offset');
  const local = DateTime.fromISO(text, { zone: 'utc' });
  return local.isValid ? DateTime.fromMillis(wallClock(zone).instantOf(local.toMillis()), { zone }) : local;
}
