import type { Db } from '../db/database.ts';
import { IN_NO_HURRY } from './timer-store.ts';

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
