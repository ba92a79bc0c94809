import type { Db } from '../../platform/db/database.ts';
import { calendarForUnknown, planForUnknown } from '../directory-entry/for-unknown.ts';

/** The plan in force whose rules a caller has who could not be identified. */
export async function firstPlanName(db: Db): Promise<string | null> {
  return planForUnknown(await db.query('select name, priority from plans where retired_at is null'));
}

/** Whether anybody can be promised an answer: that takes a plan and a calendar. */
export async function isAnythingPromised(db: Db): Promise<boolean> {
  return (await firstPlanName(db)) !== null && (await firstCalendarName(db)) !== null;
}

/** The calendar in force by which they are promised an answer, and the house lives. */
export async function firstCalendarName(db: Db): Promise<string | null> {
  return calendarForUnknown(
    await db.query(
      `select name, coalesce(customers, 0) as customers from calendars left join (
         select calendar, count(*)::int as customers from customers where retired_at is null group by calendar
       ) as had on calendar = name where retired_at is null`,
    ),
  );
}
