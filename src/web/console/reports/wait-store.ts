import { DUE, dueParams } from '../../../domain/attainment/attainment-store.ts';
import type { Db } from '../../../platform/db/database.ts';
import type { FigureFilter } from './figure-filter.ts';

/** What is waited for. */
export const WAITS = ['acknowledge', 'answer'] as const;
export type Wait = (typeof WAITS)[number];

/** Seconds from the start of the clock to what is waited for. */
const SECONDS = `cross join lateral (values ('acknowledge', acknowledged_at), ('answer', answered_at)) waited (what, at)
  cross join lateral (select greatest(0, date_part('epoch', at - window_from))) measured (seconds)`;

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
    `select what, plan, priority, count(*)::int as count,
       percentile_disc(0.5) within group (order by seconds) as median,
       percentile_disc(0.9) within group (order by seconds) as ninth
     from tickets ${SECONDS} where ${DUE} and at <= $6
     group by grouping sets ((what), (what, plan, priority)) order by priority, plan`,
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
    `select what, width_bucket(seconds, $7::float8[]) as class, count(*)::int as count
     from tickets ${SECONDS} where ${DUE} and at <= $6 group by what, class`,
    [...dueParams(filter, now), CLASS_ENDS],
  );
}
