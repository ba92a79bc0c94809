import type { Db } from '../../platform/db/database.ts';
import type { Served } from '../directory-entry/unreached-plans.ts';

/** Each plan with each calendar that customers in force have. */
export function listServed(db: Db): Promise<Served[]> {
  return db.query<Served>(
    `select plan, calendar, count(*)::int as customers, min(number) as customer
       from customers where retired_at is null group by plan, calendar order by plan, calendar`,
  );
}
