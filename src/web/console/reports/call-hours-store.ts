import type { Db } from '../../../platform/db/database.ts';
import type { FigureFilter } from './figure-filter.ts';

/** How many callers rang in an hour of the week. */
export interface CallHour {
  /** 1 is Monday */
  weekday: number;
  /** 0 to 23 */
  hour: number;
  count: number;
}

/**
 * When callers rang, by the clock of a zone. They are counted by quarters of an hour first: every zone is some whole ones off,
 * and telling a calendar's day costs far more than counting. By severity or plan, only those count whose call is about such a
 * ticket.
 */
export async function countCallHours(db: Db, filter: FigureFilter, zone: string): Promise<CallHour[]> {
  return db.query<CallHour>(
    `with quarters as (
       select date_bin('15 minutes', started_at, 'epoch') as quarter, count(*) as count from calls
     where party = 'caller' and started_at >= $1 and started_at < $2 and ($5::text is null or customer_number = $5)
       and (($3::int is null and $4::text is null) or exists (
         select from tickets where tickets.number = calls.ticket_number
           and ($3::int is null or severity = $3) and ($4::text is null or plan = $4)))
       group by quarter)
     select extract(isodow from local)::int as weekday, extract(hour from local)::int as hour, sum(count)::int as count
     from quarters cross join lateral (select quarter at time zone $6) rung (local)
     group by weekday, hour`,
    [filter.from, filter.until, filter.severity, filter.plan, filter.customer, zone],
  );
}
