import type { Db } from '../../platform/db/database.ts';

/** The plan that is served first: whose rules a caller has who could not be identified. */
export async function firstPlanName(db: Db): Promise<string | null> {
  const [row] = await db.query<{ name: string }>(
    'select name from plans where retired_at is null order by priority, name limit 1',
  );
  return row?.name ?? null;
}

/** The calendar most customers in force have. */
export async function firstCalendarName(db: Db): Promise<string | null> {
  const [row] = await db.query<{ name: string }>(
    `select calendar as name from customers where retired_at is null
     group by calendar order by count(*) desc, calendar limit 1`,
  );
  return row?.name ?? null;
}
