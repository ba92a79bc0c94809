import { dateOf, weekdayOf } from '../calendar/calendar-date.ts';
import { DAY } from '../calendar/local-time.ts';
import { NIGHT } from '../calendar/rest-rule.ts';
import { type TimeSpan, unite } from '../calendar/time-spans.ts';
import type { WallClock } from '../calendar/wall-clock.ts';
import { whoIsNamed } from '../oncall/schedule.ts';
import { brokenNights } from '../relief/decide-rest.ts';
import { type KeptSchedule, shiftsInForce } from './kept-schedule.ts';

/** What somebody has had of the duty that nobody likes best, in a time. */
export interface DutyShare {
  engineer: string;
  /** of which they were on call for half or more */
  nights: number;
  /** Saturdays and Sundays on which they were on call */
  weekendDays: number;
  /** others than on weekends */
  holidays: number;
  /** times they were told of a ticket, by however many channels */
  pages: number;
}

/** A time, and what its days are. */
export interface ShareRules {
  span: TimeSpan;
  clock: WallClock;
  /** `2026-12-25` */
  holidays: ReadonlySet<string>;
}

/** The shares of everybody who takes turns in any of these schedules, by key. */
export function dutyShares(
  schedules: readonly KeptSchedule[],
  pages: ReadonlyMap<string, number>,
  { span, clock, holidays }: ShareRules,
): DutyShare[] {
  const spans = new Map<string, TimeSpan[]>();
  for (const engineer of schedules.flatMap(whoIsNamed)) spans.set(engineer, []);
  for (const schedule of schedules)
    for (const { engineer, from, until } of shiftsInForce(schedule, span))
      spans.get(engineer)?.push({ from: from.getTime(), until: until.getTime() });
  return [...spans]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([engineer, duty]) => ({
      engineer,
      ...burdenOf(duty, { clock, holidays }),
      pages: pages.get(engineer) ?? 0,
    }));
}

/** What of the duty nobody likes best lies in some times on call. */
export function burdenOf(
  duty: readonly TimeSpan[],
  { clock, holidays }: Omit<ShareRules, 'span'>,
): Pick<DutyShare, 'nights' | 'weekendDays' | 'holidays'> {
  const standBy = unite(duty);
  const days = [...daysOf(standBy, clock)];
  const isWeekend = (day: number) => weekdayOf(day) >= 5;
  return {
    nights: brokenNights(standBy, NIGHT, clock).filter(isMostly).length,
    weekendDays: days.filter(isWeekend).length,
    holidays: days.filter((day) => !isWeekend(day) && holidays.has(dateOf(day))).length,
  };
}

function isMostly({ begins, ends, workedMs }: ReturnType<typeof brokenNights>[number]): boolean {
  return workedMs * 2 >= ends - begins;
}

function daysOf(spans: readonly TimeSpan[], clock: WallClock): Set<number> {
  const days = new Set<number>();
  for (const { from, until } of spans)
    for (let day = Math.floor(clock.at(from) / DAY); day * DAY < clock.at(until); day += 1)
      days.add(day * DAY);
  return days;
}
