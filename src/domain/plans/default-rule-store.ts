import type { Db } from '../../platform/db/database.ts';

/** The plan that is served first: whose rules a caller has who could not be identified. */
export async function firstPlanName(db: Db): Promise<string | null> {
  const [row] = await db.query<{ name: string }>(
    'select name from plans where retired_at is null order by priority, name limit 1',
  );
  return row?.name ?? null;
}

/** The calendar most customers in force have; while there is no customer, any calendar in force. */
export async function firstCalendarName(db: Db): Promise<string | null> {
  const [row] = await db.query<{ name: string }>(
    `select name from (
       select calendar as name, count(*) as customers from customers where retired_at is null group by calendar
       union all select name, 0 from calendars where retired_at is null) as known
     order by customers desc, name limit 1`,
  );
  return row?.name ?? null;
}
