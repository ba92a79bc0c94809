import { DAY, MINUTE } from '../calendar/local-time.ts';
import { whoIsOnCall } from '../oncall/on-call.ts';
import type { ScheduleDefinition } from '../oncall/schedule.ts';
import { shiftsBetween } from '../oncall/shifts.ts';

/** Whatever changes a schedule is seen after this time at the latest. */
const LOOK_AGAIN_MS = 15 * MINUTE;

/** Somebody else is on call than was seen last; null: nobody. */
export interface SeenChange {
  schedule: string;
  before: string | null;
  engineer: string | null;
}

export interface DecidedChanges {
  /** who is on call where nobody has looked before: no change, but what the next look is held against */
  firstSeen: { schedule: string; engineer: string | null }[];
  changes: SeenChange[];
  lookAgainAt: Date;
}

/** Which schedules have changed hands since somebody looked, and when to look again: at the next change that is foreseen. */
export function decideShiftChanges(
  schedules: ReadonlyMap<string, ScheduleDefinition>,
  seen: ReadonlyMap<string, string | null>,
  now: Date,
): DecidedChanges {
  const onCall = [...schedules].map(([schedule, definition]) => ({
    schedule,
    engineer: whoIsOnCall(definition, now)?.engineer ?? null,
  }));
  const firstSeen = onCall.filter(({ schedule }) => !seen.has(schedule));
  const changes = onCall.flatMap(({ schedule, engineer }) => {
    const before = seen.get(schedule);
    return before === undefined || before === engineer ? [] : [{ schedule, before, engineer }];
  });
  const ahead = [...schedules.values()].flatMap((definition) => nextChange(definition, now) ?? []);
  const soonest = Math.min(now.getTime() + LOOK_AGAIN_MS, ...ahead.map((at) => at.getTime()));
  return { firstSeen, changes, lookAgainAt: new Date(soonest) };
}

/** When somebody else is on call next, or nobody; null: not within a day. */
function nextChange(schedule: ScheduleDefinition, now: Date): Date | null {
  const horizon = new Date(now.getTime() + DAY);
  const [shift] = shiftsBetween(schedule, now, horizon);
  if (!shift) return null;
  if (shift.from > now) return shift.from;
  return shift.until < horizon ? shift.until : null;
}
