import type { RestRule } from '../calendar/rest-rule.ts';
import { type TimeSpan, unite } from '../calendar/time-spans.ts';
import type { WallClock } from '../calendar/wall-clock.ts';
import { brokenNights, restSpans } from '../relief/decide-rest.ts';
import { type WorkRows, workSpans } from '../relief/work-spans.ts';
import { type KeptSchedule, shiftsInForce } from './kept-schedule.ts';

/** What one person's month came to; milliseconds. */
export interface DutyMonth {
  engineer: string;
  /** on call by any schedule; two at once count once */
  standByMs: number;
  /** answered legs */
  calls: number;
  workedMs: number;
  /** of that, in the hours of night */
  workedAtNightMs: number;
  brokenNights: number;
  /** times of work that began while they were in rest */
  restBreaches: number;
}

/** A month, and the rules by which its nights are read. */
export interface MonthRules {
  month: TimeSpan;
  clock: WallClock;
  rest: RestRule;
  now: Date;
}

/**
 * A person's month. Work before the month counts only for the rest that reaches into it.
 * @param rows of the month and the two days before it
 */
export function dutyMonth(
  engineer: string,
  schedules: Iterable<KeptSchedule>,
  rows: WorkRows,
  { month, clock, rest, now }: MonthRules,
): DutyMonth {
  const work = workSpans(rows, now);
  const inMonth = clip(work, month);
  const nightsIn = (spans: readonly TimeSpan[]) => brokenNights(spans, rest.night, clock);
  const nights = nightsIn(inMonth);
  // one over the end of a month is of the month of its first work: in two months it would be paid twice
  const before = new Set(
    nightsIn(clip(work, { from: Number.NEGATIVE_INFINITY, until: month.from })).map(({ begins }) => begins),
  );
  // the hours of rest are the law's, whatever the schedule does about them
  const rests = restSpans(work, { ...rest, rule: rest.rule === 'off' ? 'anew' : rest.rule }, clock);
  const begun = work.filter(({ from }) => month.from <= from && from < month.until);
  const breached = begun.filter(({ from }) => rests.some((span) => span.from < from && from < span.until));
  return {
    engineer,
    standByMs: lengthOf(unite([...schedules].flatMap((schedule) => standBy(engineer, schedule, month)))),
    calls: rows.legs.filter(({ from }) => from.getTime() >= month.from && from.getTime() < month.until)
      .length,
    workedMs: lengthOf(inMonth),
    workedAtNightMs: nights.reduce((sum, night) => sum + night.workedMs, 0),
    brokenNights: nights.filter(({ begins }) => !before.has(begins)).length,
    restBreaches: breached.length,
  };
}

function standBy(engineer: string, schedule: KeptSchedule, month: TimeSpan): TimeSpan[] {
  return shiftsInForce(schedule, month)
    .filter((shift) => shift.engineer === engineer)
    .map(({ from, until }) => ({ from: from.getTime(), until: until.getTime() }));
}

function clip(spans: readonly TimeSpan[], { from, until }: TimeSpan): TimeSpan[] {
  return spans.flatMap((span) => {
    const part = { from: Math.max(span.from, from), until: Math.min(span.until, until) };
    return part.from < part.until ? [part] : [];
  });
}

function lengthOf(spans: readonly TimeSpan[]): number {
  return spans.reduce((sum, { from, until }) => sum + until - from, 0);
}
