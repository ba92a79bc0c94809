import { DUE, dueParams, PROMISES } from '../../../domain/attainment/attainment-store.ts';
import type { Db } from '../../../platform/db/database.ts';
import type { FigureFilter } from './figure-filter.ts';

/** What is waited for. */
export const WAITS = ['acknowledge', 'answer'] as const;
export type Wait = (typeof WAITS)[number];

/** Seconds from the start of the clock to an instant; null where that has not come. */
const secondsTo = (instant: string) =>
  `case when ${instant} <= $6 then greatest(0, date_part('epoch', ${instant} - window_from)) end`;

/** What each ticket waited, side by side: a row for each of the two would be twice as many to sort. */
const WAITED = `with waited as (
    select plan, priority, ${secondsTo('acknowledged_at')} as acknowledge, ${secondsTo('answered_at')} as answer
    from ${PROMISES} where ${DUE}
  )`;

export interface WaitRow {
  what: Wait;
  /** null: of all plans */
  plan: string | null;
  /** of the plan: lower is served first */
  priority: number | null;
  count: number;
  /** the seconds that half of them, and nine in ten, waited at most */
  median: number;
  ninth: number;
}

/** How long was waited, in all and by plan, those that are served first before the others. */
export async function measureWaits(db: Db, filter: FigureFilter, now: Date): Promise<WaitRow[]> {
  return db.query<WaitRow>(
    `${WAITED}, measured as (
       select plan, priority, count(acknowledge)::int as acknowledged, count(answer)::int as answered,
         percentile_disc(array[0.5, 0.9]) within group (order by acknowledge) as to_acknowledge,
         percentile_disc(array[0.5, 0.9]) within group (order by answer) as to_answer
       from waited group by grouping sets ((), (plan, priority))
     )
     select what, plan, priority, count, shares[1] as median, shares[2] as ninth
     from measured cross join lateral (
       values ('acknowledge', acknowledged, to_acknowledge), ('answer', answered, to_answer)) each (what, count, shares)
     where count > 0 order by priority, plan, what`,
    dueParams(filter, now),
  );
}

/** Where the classes of the histograms end, seconds: each holds what is below its end, and a last one the rest. */
export const CLASS_ENDS = [60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400];

/** How many waits fall into each class, 0 being the shortest. */
export async function countWaits(
  db: Db,
  filter: FigureFilter,
  now: Date,
): Promise<{ what: Wait; class: number; count: number }[]> {
  return db.query(
    `${WAITED}, pairs as (
       select width_bucket(acknowledge, $7::float8[]) as acknowledge, width_bucket(answer, $7::float8[]) as answer, count(*)
       from waited group by 1, 2
     )
     select what, class, sum(count)::int as count
     from pairs cross join lateral (values ('acknowledge', acknowledge), ('answer', answer)) each (what, class)
     where class is not null group by what, class`,
    [...dueParams(filter, now), CLASS_ENDS],
  );
}
