import type { Work } from '../../platform/db/work.ts';
import { findSchedule } from '../plans/rule-store.ts';
import type { HeldShift } from './shift-request.ts';
import { shiftsLeft } from './shifts-left.ts';

/** What is left of a shift now, by its schedule as it stands; nothing of none. */
export async function findLeft({ tx, now }: Work, shift: HeldShift | null): Promise<HeldShift[]> {
  const schedule = shift && (await findSchedule(tx, shift.schedule));
  return shift && schedule ? shiftsLeft(schedule, shift, now) : [];
}
