import { saysYesWithin } from '../../../platform/answer-within.ts';
import type { Db } from '../../../platform/db/database.ts';
import { IN_NO_HURRY } from '../../../platform/timers/timer.ts';

export interface Health {
  queue: boolean;
  /** due work that somebody waits for and nobody has done: the carrier refuses, or there are too few workers */
  overdue: { count: number; minutes: number };
}

/** Work that is due for so long has been tried, or should have been. */
const OVERDUE_MS = 30_000;
const TIMEOUT_MS = 1_000;

export async function readHealth(
  db: Db,
  queue: { isReachable(): Promise<boolean> },
  now: Date,
): Promise<Health> {
  const [[row], queueIsReachable] = await Promise.all([
    db.query<{ count: number; oldest: Date | null }>(
      `select count(*)::int as count, min(due_at) as oldest from timers
       where (due_at < $1 or (attempts > 1 and due_at < $2)) and kind <> all($3)`,
      [new Date(now.getTime() - OVERDUE_MS), now, IN_NO_HURRY],
    ),
    saysYesWithin(TIMEOUT_MS, () => queue.isReachable()),
  ]);
  const oldest = row?.oldest?.getTime() ?? now.getTime();
  return {
    queue: queueIsReachable,
    overdue: { count: row?.count ?? 0, minutes: Math.floor((now.getTime() - oldest) / 60_000) },
  };
}
