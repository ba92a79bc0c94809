import type { ScheduleDefinition } from '../../../domain/oncall/schedule.ts';
import { type CoverageGap, coverageGaps } from '../../../domain/oncall/shifts.ts';

const AHEAD_MS = 8 * 7 * 24 * 3_600_000;

/** When nobody is on call in the next eight weeks. */
export function gapsAhead(schedule: ScheduleDefinition, now: Date): CoverageGap[] {
  return coverageGaps(schedule, now, new Date(now.getTime() + AHEAD_MS));
}

/** The gaps ahead that a change makes or makes longer. */
export function newGaps(before: ScheduleDefinition, after: ScheduleDefinition, now: Date): CoverageGap[] {
  const known = gapsAhead(before, now);
  return gapsAhead(after, now).filter(
    (gap) => !known.some(({ from, until }) => from <= gap.from && gap.until <= until),
  );
}

/** Whether nobody is on call at an instant although somebody has to be. */
export function isGapAt(schedule: ScheduleDefinition, at: Date): boolean {
  return coverageGaps(schedule, at, new Date(at.getTime() + 1)).length > 0;
}
