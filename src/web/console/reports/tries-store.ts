import type { AttemptOutcome } from '../../../domain/callbacks/callback.ts';
import type { Db } from '../../../platform/db/database.ts';
import type { FigureFilter } from './figure-filter.ts';

/** Outcomes that only a talk with the customer can have. */
const REACHED: readonly AttemptOutcome[] = ['qualified-answer', 'facts-requested', 'not-yet', 'no-outcome'];

export interface TriesRow {
  /** `outcome`: the tries that ended so; `reached`: the customers who were reached at that try, `never` among them */
  part: 'outcome' | 'reached';
  key: string;
  count: number;
}

/**
 * What came of the tries to call back that began in the span, and at which of them the customer was reached. Few are the ways
 * in which the tries of a ticket end one after the other: these are counted first.
 */
export async function countTries(db: Db, filter: FigureFilter): Promise<TriesRow[]> {
  return db.query<TriesRow>(
    `with told as (
       select array_agg(outcome order by started_at) as outcomes
       from callback_attempts
       where stage = 'ended' and started_at >= $1 and started_at < $2
         and (($3::int is null and $4::text is null and $5::text is null) or exists (
           select from tickets where number = ticket_number and ($3::int is null or severity = $3)
             and ($4::text is null or plan = $4) and ($5::text is null or customer_number = $5)))
       group by ticket_number
     ), ways as (
       select outcomes, count(*)::int as tickets from told group by outcomes
     ), tries as (
       select ways.*, outcome, place from ways cross join unnest(outcomes) with ordinality as each (outcome, place)
     ), firsts as (
       select tickets, min(place) filter (where outcome = any($6)) as place from tries group by outcomes, tickets
     )
     select 'outcome' as part, outcome as key, sum(tickets)::int as count from tries group by outcome
     union all
     select 'reached', coalesce(place::text, 'never'), sum(tickets)::int from firsts group by place
     order by count desc, key`,
    [filter.from, filter.until, filter.severity, filter.plan, filter.customer, REACHED],
  );
}
