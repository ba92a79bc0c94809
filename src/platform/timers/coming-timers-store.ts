import type { Db } from '../db/database.ts';
import type { Coming } from './coming-instants.ts';

/** When timers are due that come up to an instant, each beat of so many milliseconds once, at its end. */
export async function comingTimers(db: Db, until: Date, beatMs: number): Promise<{ dueAt: Date }[]> {
  return db.query<{ dueAt: Date }>(
    `select distinct to_timestamp(ceil(extract(epoch from due_at) * 1000 / $2) * $2 / 1000) as "dueAt"
       from timers where due_at <= $1`,
    [until, beatMs],
  );
}

/** So many rows are read at once: some ten milliseconds of the database's time. */
const MAX_COMING = 5_000;

/**
 * The instants after `from`, up to and with `until`, at which something is due that nobody has in hand, by kind; of many the
 * soonest. A fraction of a millisecond counts as a whole one.
 * @returns up to when these are all
 */
export async function findComing(
  db: Db,
  from: Date,
  until: Date,
): Promise<{ coming: Coming[]; until: Date }> {
  const rows = await db.query<{ kind: string; instants: number[]; count: number; last: number }>(
    `with soon as materialized (
       select kind, ceil(extract(epoch from due_at) * 1000)::float8 as ms from timers
       where owner is null and due_at > $1 and due_at <= $2 order by due_at limit ${MAX_COMING})
     select kind, json_agg(distinct ms) as instants, count(*)::int, max(ms) as last from soon group by kind`,
    [from, until],
  );
  const coming = rows.flatMap(({ kind, instants }) => instants.map((ms) => ({ kind, dueAt: new Date(ms) })));
  const isAll = rows.reduce((sum, { count }) => sum + count, 0) < MAX_COMING;
  return { coming, until: isAll ? until : new Date(Math.max(...rows.map(({ last }) => last))) };
}
