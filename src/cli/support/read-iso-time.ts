import { DateTime, type DateTimeOptions } from 'luxon';

/** Behind a time; a day alone has none. */
const OFFSET = /T.*[+-](?<hours>\d{2})(?::?(?<minutes>\d{2}))?$/i;
/** No place is further ahead of UTC. */
const MAX_HOURS = 14;

/** Reads a time in ISO 8601. Luxon counts with any offset, `+99:00`, and the answer would be about another day. */
export function readIsoTime(text: string, options?: DateTimeOptions): DateTime {
  const { hours, minutes = 0 } = OFFSET.exec(text)?.groups ?? {};
  if (Number(hours) > MAX_HOURS || Number(minutes) > 59) return DateTime.invalid('no such offset');
  return DateTime.fromISO(text, options);
}
