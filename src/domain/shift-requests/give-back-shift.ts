import { parseLocalTime } from '../calendar/local-time.ts';
import { wallClock } from '../calendar/wall-clock.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { lockRegistry } from '../directory-entry/directory-store.ts';
import { localText } from '../oncall/local-now.ts';
import {
  type ConsoleOverride,
  findConsoleOverride,
  withdrawConsoleOverride,
} from '../oncall/override-store.ts';
import type { ScheduleDefinition } from '../oncall/schedule.ts';
import { coverageGaps } from '../oncall/shifts.ts';
import { notifyEngineer, notifySupervisors } from '../paging/notify.ts';
import { findSchedule } from '../plans/rule-store.ts';
import { nameOf } from '../tickets/describe-ticket.ts';
import { addAuditEntry, type Doer } from '../users/audit-trail-store.ts';
import { askForCover } from './ask-for-shift.ts';
import { isAwayIn } from './find-candidates.ts';
import { lookAtShifts } from './hand-shift.ts';
import type { HeldShift } from './shift-request.ts';
import { describeShift, shiftDetail } from './tell-shifts.ts';

/** `asked`: whom it was taken from has asked for it, so they have to say yes first. */
export type GivenBack = 'returned' | 'asked' | 'unknown' | 'gap' | 'away' | 'not-asked';

/**
 * Gives back what is left of a shift that somebody took from a colleague. One that was just taken goes back at once; one that
 * its engineer had asked to be covered only when they say yes; one that nobody would have stays.
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
  const left = leftOf(override, schedule, now);
  if (!left) return 'unknown';
  const before = override.insteadOf;
  if (before === null || opensGap(schedule, override, left)) return 'gap';
  if (override.requestId !== null) return askBack(work, by, left, before);
  if (await isAwayIn(tx, before, [left])) return 'away';
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

function leftOf(override: ConsoleOverride, { timezone }: ScheduleDefinition, now: Date): HeldShift | null {
  const clock = wallClock(timezone);
  const instant = (local: string) => new Date(clock.instantOf(parseLocalTime(local) ?? 0));
  const [begins, until] = [instant(override.from), instant(override.until)];
  const from = begins > now ? begins : now;
  return from < until ? { schedule: override.schedule, engineer: override.engineer, from, until } : null;
}

/** Whether nobody would be on call without it. */
function opensGap(
  schedule: ScheduleDefinition,
  { engineer, from, until }: ConsoleOverride,
  left: HeldShift,
): boolean {
  const at = schedule.overrides.findLastIndex(
    (one) => one.engineer === engineer && one.from === from && one.until === until,
  );
  const without = { ...schedule, overrides: schedule.overrides.toSpliced(at, at < 0 ? 0 : 1) };
  return coverageGaps(without, left.from, left.until).length > 0;
}
