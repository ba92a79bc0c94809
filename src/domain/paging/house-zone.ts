import type { Db } from '../../platform/db/database.ts';
import { firstCalendarName } from '../plans/default-rule-store.ts';
import { calendarOf } from '../tickets/ticket-window.ts';

/** The time zone of the calendar most customers have: the one the house lives by. */
export async function houseZone(db: Db): Promise<string> {
  const calendar = await firstCalendarName(db);
  return calendar === null ? 'UTC' : (await calendarOf(db, calendar)).timezone;
}
