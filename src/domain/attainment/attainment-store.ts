import type { Db } from '../../platform/db/database.ts';
import { BEGAN_ANEW, OBJECTED } from '../tickets/timeline-store.ts';
import type { DueFilter } from './due-filter.ts';
import type { Attainment } from './standing.ts';

/** The values of `DUE` and `STANDING`, in their order: $1 to $6; what a statement needs besides begins with $7. */
export function dueParams(filter: DueFilter, now: Date): unknown[] {
  return [filter.from, filter.until, filter.severity, filter.plan, filter.customer, now];
}

/**
 * When a promise was due. Once it was missed that stays, whatever the deadline was moved to: else a miss that a report has told and
 * credited would be one of the next month, too.
 */
export const DUE_AT = 'coalesce(missed_at, respond_by)';

/**
 * Every promise, a row each, under the name `tickets`: what stands in the tickets, and what an objection to a change of signatures
 * ended. `begun_at`: of the objection that it was given by, null: it was given with the opening; `ended_at`: of the one that ended it.
 */
export const PROMISES = `(select number, kind, signature, severity, channel, verified, customer_number, plan, priority, calendar,
    opened_at, clock, window_from, respond_by, acknowledged_at, answered_at, closed_at, missed_at,
    (select max(at) from ticket_events where ticket_number = number and ${BEGAN_ANEW}) as begun_at, null::timestamptz as ended_at
  from tickets
  union all
  select number, tickets.kind, signature, given.severity, channel, verified, customer_number, plan, priority, calendar,
    opened_at, given.clock, "windowFrom", "respondBy", "acknowledgedAt", "answeredAt", null, "missedAt",
    (select max(before.at) from ticket_events before
      where before.ticket_number = number and before.id < ended.id and ${BEGAN_ANEW}), ended.at
  from (select * from ticket_events where ${OBJECTED} and detail ? 'promiseBefore') ended join tickets on number = ticket_number
    cross join lateral jsonb_to_record(detail -> 'promiseBefore') as given (severity smallint, clock text, "windowFrom" timestamptz,
      "respondBy" timestamptz, "acknowledgedAt" timestamptz, "answeredAt" timestamptz, "missedAt" timestamptz)) as tickets`;

/** Whether an earlier promise of a ticket was missed: what was promised anew since does not undo that. @param number as a query names it */
export const missedBefore = (
  number: string,
) => `exists (select from ticket_events where ticket_number = ${number}
  and ${OBJECTED} and coalesce(detail -> 'promiseBefore' ->> 'missedAt' is not null
    or detail -> 'promiseBefore' ->> 'answeredAt' > detail -> 'promiseBefore' ->> 'respondBy', false))`;

/** Which rows of `PROMISES` are due in the span, and fit. */
export const DUE = `${DUE_AT} >= $1 and ${DUE_AT} < $2 and ($3::int is null or severity = $3)
  and ($4::text is null or plan = $4) and ($5::text is null or customer_number = $5)`;

/**
 * How a promise stands. Null: it does not count (yet), since it is not due, or was withdrawn before it was.
 * A miss stays a miss, also when the deadline was moved afterwards.
 * @param now as a statement names it
 */
export const standingAt = (now: string) => `case
  when answered_at is not null then
    case when missed_at is null and answered_at <= respond_by then 'in-time' else 'late' end
  when missed_at is not null or coalesce(closed_at, ${now}::timestamptz) > respond_by then 'unanswered' end`;

/** The same, $6 being now. */
export const STANDING = standingAt('$6');

/** By what the tickets are told apart. */
export type Part = 'all' | 'bucket' | 'severity' | 'plan' | 'customer' | 'verified';

export interface AttainmentRow extends Attainment {
  part: Part;
  /** of `all`, and of cases of nobody known, null; a bucket is its first day */
  key: string | null;
  /** a customer's name */
  name: string | null;
}

/** How the promises that were due stand, by each part, in one reading of the tickets. @param zone of the buckets */
export async function countAttainment(
  db: Db,
  filter: DueFilter & { grain: 'day' | 'week' | 'month' },
  zone: string,
  now: Date,
): Promise<AttainmentRow[]> {
  return db.query<AttainmentRow>(
    `with due as (
       select severity, plan, customer_number, verified, date_trunc($7, ${DUE_AT} at time zone $8) as bucket,
         ${STANDING} as standing
       from ${PROMISES} where ${DUE}
     ), counted as (
       select case when grouping(bucket) = 0 then 'bucket' when grouping(severity) = 0 then 'severity'
           when grouping(plan) = 0 then 'plan' when grouping(customer_number) = 0 then 'customer'
           when grouping(verified) = 0 then 'verified' else 'all' end as part,
         coalesce(to_char(bucket, 'YYYY-MM-DD'), severity::text, plan, customer_number, verified::text) as key,
         count(*) filter (where standing = 'in-time')::int as "in-time",
         count(*) filter (where standing = 'late')::int as late,
         count(*) filter (where standing = 'unanswered')::int as unanswered
       from due where standing is not null
       group by grouping sets ((), (bucket), (severity), (plan), (customer_number), (verified))
     )
     select counted.*, customers.name from counted
     left join customers on part = 'customer' and customers.number = key
     order by late + unanswered desc, "in-time" desc, key`,
    [...dueParams(filter, now), filter.grain, zone],
  );
}
