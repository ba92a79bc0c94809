import { setTimer } from '../../platform/timers/timer-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { listSchedules } from '../plans/rule-store.ts';
import { SHIFT_CHANGE_SUBJECT } from '../shift-requests/hand-shift.ts';
import { decideShiftChanges } from './decide-shift-changes.ts';
import {
  findOpenTicketsOf,
  insertShiftChange,
  readShiftWatch,
  writeShiftWatch,
} from './shift-change-store.ts';
import { tellShiftBegins } from './tell-shift-begins.ts';

/** Notes each change of shift with what is open then; whoever wants to know reads it when their shift begins. */
export async function noteShiftChanges(work: HotlineWork): Promise<void> {
  const { tx, now } = work;
  const schedules = await listSchedules(tx);
  const { firstSeen, changes, lookAgainAt } = decideShiftChanges(schedules, await readShiftWatch(tx), now);
  for (const { schedule, engineer } of [...firstSeen, ...changes])
    await writeShiftWatch(tx, schedule, engineer);
  for (const change of changes) {
    const tickets = await findOpenTicketsOf(tx, change.schedule);
    await insertShiftChange(tx, { ...change, at: now, tickets });
    await tellShiftBegins(
      work,
      { ...change, title: schedules.get(change.schedule)?.title ?? change.schedule },
      tickets,
    );
  }
  await setTimer(tx, { kind: 'shift-change', subject: SHIFT_CHANGE_SUBJECT, dueAt: lookAgainAt });
}
