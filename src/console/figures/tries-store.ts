import type { AttemptOutcome } from '../../callbacks/callback.ts';
import type { Db } from '../../db/database.ts';
import { DUE } from './attainment-store.ts';
import type { FigureFilter } from './figure-filter.ts';

/** Outcomes that only a talk with the customer can have. */
const REACHED: readonly AttemptOutcome[] = ['qualified-answer', 'facts-requested', 'not-yet', 'no-outcome'];

export interface TriesRow {
  /** `outcome`: the tries that ended so; `reached`: the customers who were reached at that try, `never` among them */
  part: 'outcome' | 'reached';
  key: string;
  count: number;
}

/** What came of the tries to call back about the cases that were due, and at which try the customer was reached. */
export async function countTries(db: Db, filter: FigureFilter): Promise<TriesRow[]> {
  return db.query<TriesRow>(
    `with tries as (
       select ticket_number, outcome, row_number() over (partition by ticket_number order by started_at) as place
       from callback_attempts where stage = 'ended' and ticket_number in (select number from tickets where ${DUE})
     ), firsts as (
       select min(place) filter (where outcome = any($6)) as place from tries group by ticket_number
     )
     select 'outcome' as part, outcome as key, count(*)::int as count from tries group by outcome
     union all
     select 'reached', coalesce(place::text, 'never'), count(*)::int from firsts group by place
     order by count desc, key`,
    [filter.from, filter.until, filter.severity, filter.plan, filter.customer, REACHED],
  );
}
