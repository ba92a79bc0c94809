import { DAY } from '../calendar/local-time.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { lockRegistry } from '../directory-entry/directory-store.ts';
import { findEngineer } from '../oncall/engineers/engineer-store.ts';
import type { ScheduleDefinition } from '../oncall/schedule.ts';
import { freeTimes, shiftsBetween } from '../oncall/shifts.ts';
import { notifyEngineer, notifySupervisors } from '../paging/notify.ts';
import { findSchedule } from '../plans/rule-store.ts';
import { nameOf } from '../tickets/describe-ticket.ts';
import { addAuditEntry, type Doer } from '../users/audit-trail-store.ts';
import { isAwayIn } from './find-candidates.ts';
import { handShifts } from './hand-shift.ts';
import type { HeldShift } from './shift-request.ts';
import { describeShift, shiftDetail } from './tell-shifts.ts';

/** Longer shifts are taken for this time. */
const MAX_TAKEN_MS = 7 * DAY;
/** Where nobody is on call. */
const MAX_GAP_MS = DAY;

export interface ShiftTaking {
  engineer: string;
  schedule: string;
  /** who was on call when they looked; empty: nobody */
  seen: string;
  why: string;
}

/** Who has the shift now; or why nothing has changed: `changed` where somebody else has it than they saw. */
export type Taken = 'taken' | 'schedule' | 'engineer' | 'away' | 'already' | 'changed';

/**
 * An engineer takes the shift that is going on, at once, up to its end. Whoever had it is relieved, and told; where nobody was
 * on call, the gap is filled. Of two who press at the same time the second is told that another was quicker.
 */
export async function takeShift(work: HotlineWork, by: Doer, taking: ShiftTaking): Promise<Taken> {
  const { tx, now } = work;
  const { engineer, schedule: name, seen, why } = taking;
  await lockRegistry(tx);
  const [schedule, person] = [await findSchedule(tx, name), await findEngineer(tx, engineer)];
  if (!schedule) return 'schedule';
  if (!person || person.retired) return 'engineer';
  const running = runningShift(name, schedule, now);
  if (!running) return 'schedule';
  if (running.engineer === engineer) return 'already';
  if (running.engineer !== seen) return 'changed';
  if (await isAwayIn(tx, engineer, [running])) return 'away';
  await handShifts(work, [{ ...running, to: engineer }], { by, why });
  const detail = { ...shiftDetail(running), to: engineer, why };
  await addAuditEntry(tx, by, { action: 'shift-taken', subject: name, detail }, now);
  const names = { 'engineer-name': person.name, sender: await nameOf(tx, running.engineer || null) };
  const vars = { ...(await describeShift(work, running)), ...names };
  if (running.engineer !== '') await notifyEngineer(work, running.engineer, { text: 'shift-taken', vars });
  await notifyEngineer(work, engineer, { text: 'shift-yours', vars });
  await notifySupervisors(work, { text: running.engineer === '' ? 'gap-filled' : 'cover-told', vars });
  return 'taken';
}

/** The shift that is going on from now on, or the time that nobody is on call in: then nobody is its engineer. */
function runningShift(name: string, schedule: ScheduleDefinition, now: Date): HeldShift | null {
  const horizon = (ms: number) => new Date(now.getTime() + ms);
  const [shift] = shiftsBetween(schedule, now, horizon(MAX_TAKEN_MS));
  if (shift && shift.from <= now)
    return { schedule: name, engineer: shift.engineer, from: now, until: shift.until };
  const [gap] = freeTimes(schedule, now, horizon(MAX_GAP_MS));
  return gap && gap.from <= now ? { schedule: name, engineer: '', from: now, until: gap.until } : null;
}
