import { DAY, type LocalTime } from '../calendar/local-time.ts';
import { IcalRefusal } from './ical-refusal.ts';
import {
  beginningOf,
  behind,
  type CountedDay,
  countedDay,
  indexOf,
  isDayOf,
  periodOf,
} from './recurrence-days.ts';
import { type RecurrenceRule, TOO_OFTEN } from './recurrence-rule.ts';

/** How many steps of recurrence a file may still cost; shared by all its events. */
export interface Budget {
  steps: number;
}

const HOUR = 60 * 60_000;
const ALL_HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** Takes a step, or several. @throws IcalRefusal when there are none left */
export function spend(budget: Budget, steps = 1): void {
  budget.steps -= steps;
  if (budget.steps < 0) throw new IcalRefusal(TOO_OFTEN);
}

/** What a time costs, beside a day that is only looked at. */
const STEPS_PER_TIME = 20;

/**
 * The local times that a recurrence rule makes of a beginning, in order, up to an end: days are looked at one by one, but for months,
 * weeks and years that the rule has none in. Rules such as "every seventh day from a Monday, if it is a Tuesday" never find a
 * date, and are looked at until the budget is used up.
 * @param rule whoever asks minds its ends
 * @throws IcalRefusal while the times are looked for
 */
export function* recurrences(
  rule: RecurrenceRule,
  start: { local: LocalTime; isDate: boolean },
  end: LocalTime,
  budget: Budget,
): Generator<LocalTime> {
  const read = withStart(rule, countedDay(indexOf(start.local)));
  const times = timesOfDay(read, start, budget);
  for (const days of periods(read, start.local, end, budget)) {
    const all = days.flatMap((day) => times(day).map((time) => day * DAY + time));
    for (const local of chosen(all, read.positions)) {
      if (local < start.local) continue;
      if (local > end) return;
      spend(budget, STEPS_PER_TIME);
      yield local;
    }
  }
}

/** What a rule does not say is as its beginning is: yearly on a birthday, monthly on the 13th. */
function withStart(rule: RecurrenceRule, { month, day, weekday }: CountedDay): RecurrenceRule {
  if (rule.monthDays ?? rule.yearDays ?? rule.weeks ?? rule.weekdays) return rule;
  if (rule.frequency === 'WEEKLY') return { ...rule, weekdays: [{ nth: 0, weekday }] };
  if (rule.frequency === 'MONTHLY') return { ...rule, monthDays: [day] };
  if (rule.frequency === 'YEARLY') return { ...rule, months: rule.months ?? [month], monthDays: [day] };
  return rule;
}

/** The days of a rule, together as they lie in one of its years, months, weeks or days. */
function* periods(
  rule: RecurrenceRule,
  start: LocalTime,
  end: LocalTime,
  budget: Budget,
): Generator<number[]> {
  const first = countedDay(indexOf(start));
  const origin = periodOf(rule, first);
  // a month may lack a day for years; an interval that never meets its weekday is a slip
  let maySlip = !['MONTHLY', 'YEARLY'].includes(rule.frequency);
  let [days, last]: [number[], number] = [[], origin];
  let day = countedDay(beginningOf(rule, first));
  for (;;) {
    spend(budget);
    const period = periodOf(rule, day);
    if (period !== last) {
      yield days;
      if (day.index * DAY > end && !maySlip) return;
      [days, last] = [[], period];
    }
    const isDue = rule.frequency === 'HOURLY' || (period - origin) % rule.interval === 0;
    if (isDue && isDayOf(rule, day)) days.push(day.index);
    maySlip &&= days.length === 0 || day.index <= first.index;
    day = countedDay(isDue ? nextOf(rule, day) : behind(rule, day));
  }
}

/** The next day that may be a rule's: months that it has none in are passed over. */
function nextOf(rule: RecurrenceRule, day: CountedDay): number {
  const isInVain = rule.months?.includes(day.month) === false;
  return isInVain ? behind({ ...rule, frequency: 'MONTHLY' }, day) : day.index + 1;
}

/** The times of day of a rule, on a day. Those behind its first cost a step each, chosen or not: a day may have 86,400. */
function timesOfDay(
  { frequency, interval, hours, minutes, seconds }: RecurrenceRule,
  { local, isDate }: { local: LocalTime; isDate: boolean },
  budget: Budget,
): (day: number) => number[] {
  if (isDate) return () => [0];
  const date = new Date(local);
  const own = frequency === 'HOURLY' ? ALL_HOURS : [date.getUTCHours()];
  const times = (hours ?? own)
    .flatMap((hour) =>
      (minutes ?? [date.getUTCMinutes()]).flatMap((minute) =>
        (seconds ?? [date.getUTCSeconds()]).map((second) => hour * HOUR + minute * 60_000 + second * 1_000),
      ),
    )
    .toSorted((one, other) => one - other);
  const origin = Math.floor(local / HOUR);
  return (day) => {
    spend(budget, times.length - 1);
    if (frequency !== 'HOURLY') return times;
    return times.filter((time) => (day * 24 + Math.floor(time / HOUR) - origin) % interval === 0);
  };
}

/** Those at some places among the times of a period, counted from its end below 0. */
function chosen(times: readonly LocalTime[], positions: readonly number[] | undefined): readonly LocalTime[] {
  if (!positions) return times;
  return times.filter(
    (_, index) => positions.includes(index + 1) || positions.includes(index - times.length),
  );
}
