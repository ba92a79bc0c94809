import type { TimeSpan } from '../calendar/time-spans.ts';
import type { ScheduleDefinition } from '../oncall/schedule.ts';
import { type Shift, shiftsBetween } from '../oncall/shifts.ts';

/** A schedule, and when it was taken out of force; left out: it is in force. */
export type KeptSchedule = ScheduleDefinition & { readonly retiredAt?: Date };

/** Who was on call by a schedule in a time: until it was taken out of force, whatever became of it. */
export function shiftsInForce(schedule: KeptSchedule, { from, until }: TimeSpan): Shift[] {
  const end = Math.min(until, schedule.retiredAt?.getTime() ?? until);
  return end > from ? shiftsBetween(schedule, new Date(from), new Date(end)) : [];
}
