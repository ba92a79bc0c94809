import type { Db } from '../../platform/db/database.ts';
import { nextOpening } from '../calendar/calendar.ts';
import { calendarOf } from '../tickets/ticket-window.ts';

/** When a digest is sent that may be sent from an instant on: as soon as the calendar's office is open. */
export async function digestMorning(db: Db, calendarName: string, from: Date): Promise<Date> {
  const { calendar } = await calendarOf(db, calendarName);
  return nextOpening(calendar, from);
}
