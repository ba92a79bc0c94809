import { weekdayOf } from '../calendar/calendar-date.ts';
import { DAY, MINUTE } from '../calendar/local-time.ts';
import { wallClock } from '../calendar/wall-clock.ts';

/** When an engineer is tested each week, by the house's clock: a day, 1 to 7 from Monday, and `10:00`. */
export interface WeeklyTime {
  day: number;
  time: string;
}

/**
 * The next time of the week after an instant, by the one wall clock: in the night the clocks are put back it comes once, and
 * where it is skipped it is when they jump, and the week after at its own time again.
 * @param zone IANA name of the house's zone
 */
export function nextWeekly({ day, time }: WeeklyTime, zone: string, after: Date): Date {
  const clock = wallClock(zone);
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const today = Math.floor(clock.at(after.getTime()) / DAY) * DAY;
  const days = (day - 1 - weekdayOf(today) + 7) % 7;
  const local = today + days * DAY + (hours * 60 + minutes) * MINUTE;
  const next = clock.instantOf(local);
  return new Date(next > after.getTime() ? next : clock.instantOf(local + 7 * DAY));
}

/** What is known at the time of a weekly test. */
export interface WeeklyRows {
  weekly: WeeklyTime | null;
  isAway: boolean;
  /** the house works now: neither night nor holiday */
  isOpen: boolean;
}

/** Whether this week's tests are sent; a week that does not fit is left out. */
export function isWeekForTest({ weekly, isAway, isOpen }: WeeklyRows): boolean {
  return weekly !== null && !isAway && isOpen;
}

/** Of the phones that a channel reaches, the one whose proof is the oldest: each has its turn. */
export function longestUnproven(
  phones: readonly string[],
  provenAt: (number: string) => Date | null,
): string | undefined {
  const at = (number: string) => provenAt(number)?.getTime() ?? 0;
  return phones.toSorted((one, other) => at(one) - at(other))[0];
}
