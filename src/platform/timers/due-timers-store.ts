import type { Db } from '../db/database.ts';
import { IN_NO_HURRY } from './timer.ts';

/** What is due and nobody has in hand. */
export interface DueTimers {
  count: number;
  /** since when the oldest is due; null: none is */
  oldest: Date | null;
  /** the same of what somebody waits for */
  oldestStep: Date | null;
}

/** Work that was due before an instant and that nobody has begun. */
export async function readDueTimers(db: Db, at: Date): Promise<DueTimers> {
  const [due] = await db.query<DueTimers>(
    `select count(*)::int as count, min(due_at) as oldest, min(due_at) filter (where kind <> all($2)) as "oldestStep"
       from timers where due_at < $1`,
    [at, IN_NO_HURRY],
  );
  return due ?? { count: 0, oldest: null, oldestStep: null };
}

/** Of so many due rows the kinds are looked at: more is a backlog, of any kinds. */
const MAX_DUE_SEEN = 1_000;

/** Of which kinds something is due; undefined: of so much that it may be any. */
export async function findDueKinds(db: Db, now: Date): Promise<ReadonlySet<string> | undefined> {
  const rows = await db.query<{ kind: string; count: number }>(
    `select kind, count(*)::int from (
       select kind from timers where due_at <= $1 order by due_at limit ${MAX_DUE_SEEN}) due group by kind`,
    [now],
  );
  const seen = rows.reduce((sum, { count }) => sum + count, 0);
  return seen < MAX_DUE_SEEN ? new Set(rows.map(({ kind }) => kind)) : undefined;
}
