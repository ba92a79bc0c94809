import { DateTime } from 'luxon';

/** When an engineer is tested each week, by the house's clock: a day, 1 to 7 from Monday, and `10:00`. */
export interface WeeklyTime {
  day: number;
  time: string;
}

/** The next time of the week after an instant. @param zone IANA name of the house's zone */
export function nextWeekly({ day, time }: WeeklyTime, zone: string, after: Date): Date {
  const [hour, minute] = time.split(':').map(Number);
  const at = DateTime.fromJSDate(after, { zone });
  const next = at.plus({ days: (day - at.weekday + 7) % 7 }).set({ hour, minute, second: 0, millisecond: 0 });
  return (next > at ? next : next.plus({ days: 7 })).toJSDate();
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
