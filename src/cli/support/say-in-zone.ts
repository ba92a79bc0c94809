import { DateTime } from 'luxon';
import { wallClock, whichOfTwo } from '../../domain/calendar/wall-clock.ts';

/** An instant by the clocks of a zone. In the hour that comes twice with its offset: `02:30 +02:00`, and an hour later `02:30 +01:00`. */
export function sayInZone(at: Date, zone: string, format = 'yyyy-MM-dd HH:mm'): string {
  const isTwice = whichOfTwo(wallClock(zone), at.getTime()) !== null;
  return DateTime.fromJSDate(at, { zone })
    .setLocale('en')
    .toFormat(isTwice ? `${format} ZZ` : format);
}
