import type { Work } from '../../platform/db/work.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import { localEnd, localText } from '../oncall/local-now.ts';
import { insertConsoleOverride } from '../oncall/override-store.ts';
import { findSchedule } from '../plans/rule-store.ts';
import type { Doer } from '../users/audit-trail-store.ts';
import type { Handed } from './decide-answer.ts';

/** There is one timer that looks whether shifts have changed hands, for all schedules. */
export const SHIFT_CHANGE_SUBJECT = 'all';

/** Gives shifts to others: as overrides, with who and why. The directory is locked by the caller. */
export async function handShifts(
  { tx, now }: Work,
  handed: readonly Handed[],
  { by, why, requestId = null }: { by: Pick<Doer, 'name'>; why: string; requestId?: string | null },
): Promise<void> {
  for (const { schedule, engineer, from, until, to } of handed) {
    const definition = await findSchedule(tx, schedule);
    if (!definition) continue;
    const local = { from: localText(definition.timezone, from), until: localEnd(definition.timezone, until) };
    // in the minute in which a shift ends there is nothing left to give
    if (local.from >= local.until) continue;
    const override = { schedule, engineer: to, ...local };
    const insteadOf = engineer === '' ? null : engineer;
    await insertConsoleOverride(tx, { ...override, why, insteadOf, requestId }, by.name, now);
  }
  await lookAtShifts({ tx, now });
}

/** Who is on call may have changed just now. */
export async function lookAtShifts({ tx, now }: Work): Promise<void> {
  await setTimer(tx, { kind: 'shift-change', subject: SHIFT_CHANGE_SUBJECT, dueAt: now });
}
