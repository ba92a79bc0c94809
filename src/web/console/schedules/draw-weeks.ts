import { DAY, type LocalTime, WEEK_MS } from '../../../domain/calendar/local-time.ts';
import { type WallClock, wallClock } from '../../../domain/calendar/wall-clock.ts';
import type { ScheduleDefinition } from '../../../domain/oncall/schedule.ts';
import { freeTimes, type Shift, shiftsBetween } from '../../../domain/oncall/shifts.ts';

/** A rota as a calendar on the wall: one row a week, each from Monday 00:00 local time. */
export interface DrawnWeek {
  monday: LocalTime;
  days: DrawnDay[];
  /** in the order of time; together they cover the whole week */
  bars: Bar[];
  /** where this moment stands in the week, from 0 to 1; null in every other week */
  nowAt: number | null;
}

interface DrawnDay {
  /** midnight */
  date: LocalTime;
  /** 24, except on the days on which the clocks are changed */
  hours: number;
}

/** The part of a shift, or of a gap, that lies in one week. */
export interface Bar {
  /** null: nobody is on call */
  shift: Shift | null;
  /** of the whole shift or gap */
  from: Date;
  until: Date;
  /** shares of the week, from 0 to 1 */
  begin: number;
  end: number;
  /** whether it begins and ends in this week */
  begins: boolean;
  ends: boolean;
}

/** Shifts are followed this far out of sight, so that their true ends are known. */
const REACH = 4 * WEEK_MS;
/** 1970-01-05 was a Monday. */
const FIRST_MONDAY = 4 * DAY;

/** The Monday 00:00 of the week that a local time lies in. */
export function mondayOf(local: LocalTime): LocalTime {
  return Math.floor((local - FIRST_MONDAY) / WEEK_MS) * WEEK_MS + FIRST_MONDAY;
}

/**
 * Draws some weeks of a schedule.
 * @param monday local midnight at which the first week begins
 * @throws HotlineError `bad-directory` if the schedule has faults
 */
export function drawWeeks(
  schedule: ScheduleDefinition,
  { monday, weeks }: { monday: LocalTime; weeks: number },
  now: Date,
): DrawnWeek[] {
  const clock = wallClock(schedule.timezone);
  const from = new Date(clock.instantOf(monday - REACH));
  const until = new Date(clock.instantOf(monday + weeks * WEEK_MS + REACH));
  const spells = [
    ...shiftsBetween(schedule, from, until).map((shift) => ({ shift, ...spanOf(shift) })),
    ...freeTimes(schedule, from, until).map((gap) => ({ shift: null, ...spanOf(gap) })),
  ].toSorted((one, other) => one.from.getTime() - other.from.getTime());
  return Array.from({ length: weeks }, (_, index) => {
    const start = monday + index * WEEK_MS;
    const place = (instant: Date) => (clock.at(instant.getTime()) - start) / WEEK_MS;
    const bars = spells.flatMap((spell): Bar[] => {
      const [begin, end] = [place(spell.from), place(spell.until)];
      const bar = { ...spell, begin: Math.max(0, begin), end: Math.min(1, end) };
      if (bar.end <= bar.begin) return [];
      return [{ ...bar, begins: begin >= 0, ends: end <= 1 }];
    });
    const nowAt = place(now);
    return { monday: start, days: daysOf(start, clock), bars, nowAt: nowAt >= 0 && nowAt < 1 ? nowAt : null };
  });
}

function spanOf({ from, until }: { from: Date; until: Date }) {
  return { from, until };
}

function daysOf(monday: LocalTime, clock: WallClock): DrawnDay[] {
  return Array.from({ length: 7 }, (_, index) => {
    const date = monday + index * DAY;
    return { date, hours: (clock.instantOf(date + DAY) - clock.instantOf(date)) / 3_600_000 };
  });
}
