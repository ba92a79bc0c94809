import { firstCalendarName } from '../domain/plans/default-rule-store.ts';
import { calendarOf } from '../domain/tickets/ticket-window.ts';
import type { Db } from '../platform/db/database.ts';

/** The time zone of the calendar most customers have: the one the house lives by. */
export async function houseZone(db: Db): Promise<string> {
  const calendar = await firstCalendarName(db);
  return calendar === null ? 'UTC' : (await calendarOf(db, calendar)).timezone;
}
