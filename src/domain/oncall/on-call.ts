import { compileSchedule, type ShiftRule, shiftRuleAt } from './compiled-schedule.ts';
import type { ScheduleDefinition } from './schedule.ts';

/** Who is on call by which rule, from when until when, that moment excluded. */
export type OnCall = ShiftRule & { readonly from: Date; readonly until: Date };

/** The key of whoever is on call at an instant; null if nobody is. @throws as `whoIsOnCall` */
export function engineerOnCall(schedule: ScheduleDefinition, at: Date): string | null {
  const compiled = compileSchedule(schedule);
  return shiftRuleAt(compiled, compiled.clock.at(at.getTime())).answer?.engineer ?? null;
}

/**
 * Who is on call at an instant, null if nobody is.
 *
 * `from` and `until` bound one turn: the answer is the same in between. It may go on after `until`, where somebody hands
 * over to themselves or one rule takes over from another; `shiftsBetween` joins such turns.
 * @throws HotlineError `bad-directory` if the schedule has faults
 */
export function whoIsOnCall(schedule: ScheduleDefinition, at: Date): OnCall | null {
  const compiled = compileSchedule(schedule);
  const { answer, from, until } = shiftRuleAt(compiled, compiled.clock.at(at.getTime()));
  if (!answer) return null;
  return {
    ...answer,
    from: new Date(compiled.clock.instantOf(from)),
    until: new Date(compiled.clock.instantOf(until)),
  };
}
