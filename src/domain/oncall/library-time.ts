import ICAL from 'ical.js';
import type { LocalTime } from '../calendar/local-time.ts';

/** A local time as the iCalendar library wants it, without a zone: which instant it is, is not the library's to say. */
export function libraryTime(local: LocalTime): ICAL.Time {
  const date = new Date(local);
  const fields = {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    isDate: false,
  };
  return new ICAL.Time(fields, ICAL.Timezone.localTimezone);
}
