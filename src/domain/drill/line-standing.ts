import type { Db } from '../../platform/db/database.ts';
import { type Drill, type DrillFault, OVERDUE_MS } from './drill.ts';
import { listTellingDrills } from './drill-store.ts';

/**
 * Whether callers get through, as far as drills tell: since when, or that none was made lately. `doubted`: the last one failed,
 * and the next one is to show whether that was a hiccup.
 */
export type LineStanding =
  | { state: 'open'; since: Date }
  | { state: 'doubted' | 'closed'; since: Date; fault: DrillFault }
  | { state: 'untried'; since: Date | null };

/** @param drills the last that came through, and what was tried since then without a pause, as `listTellingDrills` has them */
export function judgeLine(drills: readonly Drill[], now: Date): LineStanding {
  // one under way tells nothing yet, and may have been left alone
  const newest = drills.findLast(({ endedAt }) => endedAt !== null);
  const through = drills.find(cameThrough);
  const failed = drills.filter(({ fault }) => fault !== null);
  const [first] = failed;
  const isOverdue = newest !== undefined && now.getTime() - newest.dueAgainAt.getTime() > OVERDUE_MS;
  const fault = failed.at(-1)?.fault;
  if (first && fault && !isOverdue)
    return { state: failed.length > 1 ? 'closed' : 'doubted', since: first.begunAt, fault };
  if (through && !isOverdue) return { state: 'open', since: through.begunAt };
  return { state: 'untried', since: through?.begunAt ?? null };
}

function cameThrough({ endedAt, fault }: Drill): boolean {
  return endedAt !== null && fault === null;
}

export async function readLineStanding(db: Db, now: Date): Promise<LineStanding> {
  return judgeLine(await listTellingDrills(db), now);
}
