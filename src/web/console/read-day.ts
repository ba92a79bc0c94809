import { DateTime } from 'luxon';

/** A day as date fields of forms have it, `2026-11-26`: its beginning in a zone. Null for anything else. */
export function readDay(text: string, zone: string): DateTime<true> | null {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? DateTime.fromISO(text, { zone }) : null;
  return day?.isValid && day.year >= 1970 && day.year <= 2099 ? day.startOf('day') : null;
}
