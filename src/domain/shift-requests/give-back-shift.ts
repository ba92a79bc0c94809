import type { HotlineWork } from '../calls/hotline.ts';
import { lockRegistry } from '../directory-entry/directory-store.ts';
import { localText } from '../oncall/local-now.ts';
import {
  type ConsoleOverride,
  findConsoleOverride,
  withdrawConsoleOverride,
} from '../oncall/override-store.ts';
import type { ScheduleDefinition } from '../oncall/schedule.ts';
import { coverageGaps, shiftsBetween } from '../oncall/shifts.ts';
import { notifyEngineer, notifySupervisors } from '../paging/notify.ts';
import { findSchedule } from '../plans/rule-store.ts';
import { nameOf } from '../tickets/describe-ticket.ts';
import { addAuditEntry, type Doer } from '../users/audit-trail-store.ts';
import { askForCover } from './ask-for-shift.ts';
import { isAwayIn } from './find-candidates.ts';
import { lookAtShifts } from './hand-shift.ts';
import type { HeldShift } from './shift-request.ts';
import { coverLeft, wholeOf } from './shifts-left.ts';
import { describeShift, shiftDetail } from './tell-shifts.ts';

/** `asked`: whom it was taken from has asked for it, or would not have it by itself, so they have to say yes first. */
export type GivenBack = 'returned' | 'asked' | 'unknown' | 'gap' | 'away' | 'not-asked';

/**
 * Gives back what is left of a shift that somebody took from a colleague. One that was just taken goes back at once; one that
 * its engineer had asked to be covered, or that would fall to somebody else by now, only when they say yes; one that nobody
 * would have stays, and what others have taken since is theirs.
 * @param own only if it is this engineer's; null: whoever's it is
 */
export async function giveBackShift(
  work: HotlineWork,
  by: Doer,
  id: string,
  own: string | null,
): Promise<GivenBack> {
  const { tx, now } = work;
  await lockRegistry(tx);
  const override = await findConsoleOverride(tx, id);
  const schedule = override && (await findSchedule(tx, override.schedule));
  if (!override || !schedule || override.withdrawn || override.why === null) return 'unknown';
  if (own !== null && override.engineer !== own) return 'unknown';
  const parts = coverLeft(schedule, override, now);
  const left = wholeOf(parts);
  // others have taken it since
  if (!left) return 'unknown';
  const before = override.insteadOf;
  const after = withoutOverride(schedule, override);
  if (before === null || parts.some(({ from, until }) => coverageGaps(after, from, until).length > 0))
    return 'gap';
  if (override.requestId !== null || !fallsTo(before, after, parts)) return askBack(work, by, left, before);
  if (await isAwayIn(tx, before, parts)) return 'away';
  const nowLocal = localText(schedule.timezone, now);
  await withdrawConsoleOverride(tx, { schedule: override.schedule, id, nowLocal }, by.name, now);
  await lookAtShifts(work);
  const detail = { ...shiftDetail(left), to: before };
  await addAuditEntry(tx, by, { action: 'shift-given-back', subject: override.schedule, detail }, now);
  const names = { sender: await nameOf(tx, override.engineer), 'engineer-name': await nameOf(tx, before) };
  const vars = { ...(await describeShift(work, left)), ...names };
  await notifyEngineer(work, before, { text: 'shift-returned', vars });
  await notifyEngineer(work, override.engineer, { text: 'shift-given-back', vars });
  await notifySupervisors(work, { text: 'cover-told', vars });
  return 'returned';
}

/** They had a reason to ask: whoever covers asks them back, and has the shift until they say yes. */
async function askBack(work: HotlineWork, by: Doer, left: HeldShift, before: string): Promise<GivenBack> {
  const { fault } = await askForCover(work, by, { shift: left, ask: [before], why: '' });
  if (fault === undefined) return 'asked';
  return fault === 'nobody' ? 'away' : 'not-asked';
}

function withoutOverride(
  schedule: ScheduleDefinition,
  { engineer, from, until }: ConsoleOverride,
): ScheduleDefinition {
  const at = schedule.overrides.findLastIndex(
    (one) => one.engineer === engineer && one.from === from && one.until === until,
  );
  return { ...schedule, overrides: schedule.overrides.toSpliced(at, at < 0 ? 0 : 1) };
}

/** Whether somebody is on call in all of it: whom they took it from, or the schedule, may have changed since. */
function fallsTo(engineer: string, schedule: ScheduleDefinition, parts: readonly HeldShift[]): boolean {
  return parts
    .flatMap(({ from, until }) => shiftsBetween(schedule, from, until))
    .every((shift) => shift.engineer === engineer);
}
