import type { Db } from '../../../platform/db/database.ts';
import { OWN } from '../../read-model/call-view-store.ts';
import type { FigureFilter } from './figure-filter.ts';

/** How many callers rang in an hour of the week. */
export interface CallHour {
  /** 1 is Monday */
  weekday: number;
  /** 0 to 23 */
  hour: number;
  count: number;
}

/** Which calls count: one that is about no ticket has neither severity nor plan. */
const ASKED = `l.party = 'caller' and l.started_at >= $1 and l.started_at < $2 and ($5::text is null or l.customer_number = $5)
  and (($3::int is null and $4::text is null) or exists (
    select from tickets where tickets.number = l.ticket_number
      and ($3::int is null or severity = $3) and ($4::text is null or plan = $4)))`;

/**
 * When callers rang, by the clock of a zone; engineers of our own, who wanted to hear what is open for them, are none. Calls are
 * counted by quarters of an hour first: every zone is some whole ones off, and telling a calendar's day costs far more than counting. All
 * are counted of an index, and the few of engineers taken off. By severity or plan, only those count whose call is about such a
 * ticket.
 */
export async function countCallHours(db: Db, filter: FigureFilter, zone: string): Promise<CallHour[]> {
  return db.query<CallHour>(
    `with rung as (
       select date_bin('15 minutes', l.started_at, 'epoch') as quarter, count(*) as count from calls l
       where ${ASKED} group by quarter
       union all
       select date_bin('15 minutes', l.started_at, 'epoch') as quarter, -count(*) as count from calls l
       where ${ASKED} and ${OWN} group by quarter),
     quarters as (select quarter, sum(count) as count from rung group by quarter having sum(count) > 0)
     select extract(isodow from local)::int as weekday, extract(hour from local)::int as hour, sum(count)::int as count
     from quarters cross join lateral (select quarter at time zone $6) rung (local)
     group by weekday, hour`,
    [filter.from, filter.until, filter.severity, filter.plan, filter.customer, zone],
  );
}
