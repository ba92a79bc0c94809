import { DAY, parseLocalTime } from '../calendar/local-time.ts';
import { wallClock } from '../calendar/wall-clock.ts';
import type { ConsoleOverride } from '../oncall/override-store.ts';
import type { ScheduleDefinition } from '../oncall/schedule.ts';
import { shiftsBetween } from '../oncall/shifts.ts';
import type { HeldShift } from './shift-request.ts';

/** Longer is a slip of the pen; it also bounds the looking, which takes half a minute for eight thousand years. */
const MAX_SHIFT_MS = 366 * DAY;

/** Whether somebody may have it as a shift: it ends after it begins, and within a year. */
export function isShiftSpan({ from, until }: Pick<HeldShift, 'from' | 'until'>): boolean {
  const ms = until.getTime() - from.getTime();
  return ms > 0 && ms <= MAX_SHIFT_MS;
}

/**
 * What is left of a shift at an instant, where its engineer is on call by the schedule as it stands: of one that has begun the
 * rest, of one that others have taken in part the other parts.
 */
export function shiftsLeft(schedule: ScheduleDefinition, shift: HeldShift, now: Date): HeldShift[] {
  const from = shift.from > now ? shift.from : now;
  if (!isShiftSpan({ from, until: shift.until })) return [];
  return shiftsBetween(schedule, from, shift.until)
    .filter(({ engineer }) => engineer === shift.engineer)
    .map((left) => ({ ...shift, from: left.from, until: left.until }));
}

/** What is left of a shift that somebody took from another, or was given. */
export function coverLeft(
  schedule: ScheduleDefinition,
  {
    schedule: name,
    engineer,
    from,
    until,
  }: Pick<ConsoleOverride, 'schedule' | 'engineer' | 'from' | 'until'>,
  now: Date,
): HeldShift[] {
  const clock = wallClock(schedule.timezone);
  const instant = (local: string) => new Date(clock.instantOf(parseLocalTime(local) ?? 0));
  return shiftsLeft(schedule, { schedule: name, engineer, from: instant(from), until: instant(until) }, now);
}

/** From the first of what is left of a shift to the last; null: nothing is. */
export function wholeOf(left: readonly HeldShift[]): HeldShift | null {
  const [first, last] = [left[0], left.at(-1)];
  return first && last ? { ...first, until: last.until } : null;
}
