import type { Db } from '../../platform/db/database.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { firstCalendarName } from '../plans/default-rule-store.ts';
import { calendarOf } from '../tickets/ticket-window.ts';

export interface HouseHours {
  calendar: Calendar;
  /** IANA name */
  timezone: string;
}

/** When people work by the calendar most customers have: the one the house lives by; null while there is none. */
export async function houseHours(db: Db): Promise<HouseHours | null> {
  const name = await firstCalendarName(db);
  return name === null ? null : calendarOf(db, name);
}
