import type { Drill, DrillFault } from './drill.ts';

/** By then a call to ourselves has rung here and its keys were heard, or they never will be. */
export const MAX_WAIT_MS = 60_000;
/** Whether it was a hiccup or goes on is to be known soon. */
const AGAIN_MS = 2 * 60_000;

export type DrillAct =
  | { act: 'wait'; until: Date }
  | { act: 'begin'; dueAgainAt: Date }
  | { act: 'end'; id: string; fault: DrillFault }
  /** the carrier was not asked, or too busy, a wrong clock began it, or nobody looked before the next one was due: that says nothing of the line */
  | { act: 'drop'; id: string };

/**
 * What is to be done about drills now.
 * @param last the latest; null: there was none yet
 */
export function decideDrill(last: Drill | null, now: Date, everyMs: number): DrillAct {
  if (last?.endedAt === null) return decideUnderWay(last, now);
  // an interval that was made shorter holds at once; what began by a clock that was set back since says nothing
  const due =
    last && last.begunAt <= now && Math.min(last.dueAgainAt.getTime(), last.begunAt.getTime() + everyMs);
  if (due && due > now.getTime()) return { act: 'wait', until: new Date(due) };
  return { act: 'begin', dueAgainAt: new Date(now.getTime() + everyMs) };
}

function decideUnderWay({ id, begunAt, dueAgainAt, placedAt, rangAt }: Drill, now: Date): DrillAct {
  const until = new Date(begunAt.getTime() + MAX_WAIT_MS);
  if (begunAt > now) return { act: 'drop', id };
  if (until > now) return { act: 'wait', until };
  if (dueAgainAt <= now || (placedAt ?? rangAt) === null) return { act: 'drop', id };
  return { act: 'end', id, fault: rangAt === null ? 'not-rung' : 'not-keyed' };
}

/** When the line is tried next, once a drill has ended. */
export function dueAfter({ dueAgainAt }: Drill, fault: DrillFault | null, now: Date): Date {
  const soon = new Date(now.getTime() + AGAIN_MS);
  return fault !== null && soon < dueAgainAt ? soon : dueAgainAt;
}

/** What the supervisors are told once a drill has ended; null: nothing. */
export type DrillNews = 'failed' | 'through-again' | null;

/**
 * One that fails may be a hiccup of the network: the second in a row is told, once. Then they hear when one comes through.
 * @param before those that failed in a row just before, this one not among them
 * @param isFailureTold whether the last that they heard was that drills fail, however long ago
 */
export function decideDrillNews(
  fault: DrillFault | null,
  before: readonly Pick<Drill, 'told'>[],
  isFailureTold: boolean,
): DrillNews {
  if (fault === null) return isFailureTold ? 'through-again' : null;
  return before.length > 0 && !before.some(({ told }) => told) ? 'failed' : null;
}
