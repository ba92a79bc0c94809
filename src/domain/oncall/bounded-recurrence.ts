import ICAL from 'ical.js';
import type { LocalTime } from '../calendar/local-time.ts';
import { IcalRefusal } from './ical-refusal.ts';
import { libraryTime } from './library-time.ts';

/** How many steps of recurrence a file may still cost; shared by all its events. */
export interface Budget {
  steps: number;
}

const TOO_OFTEN = 'it repeats too often, or never finds a date';
/** The library counts an interval out one by one. */
const MAX_INTERVAL = 1_000;
const FREQUENCIES = /(^|;)FREQ=(HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)(;|$)/;

/** A rule without its ends, which are not the library's to keep. */
export interface OpenRule {
  readonly text: string;
  readonly count: number;
  /** As it is written. */
  readonly until: string | undefined;
}

/** @param written the value of an RRULE @throws IcalRefusal */
export function openRule(written: string): OpenRule {
  const rule = written.trim().toUpperCase();
  const [count] = partOf(rule, 'COUNT') ?? [];
  const [until] = partOf(rule, 'UNTIL') ?? [];
  if (count !== undefined && !/^[1-9]\d{0,8}$/.test(count)) throw notUnderstood(rule);
  const parts = rule.split(';').filter((part) => part !== '' && !/^(COUNT|UNTIL)=/.test(part));
  return {
    text: parts.join(';'),
    count: count === undefined ? Number.POSITIVE_INFINITY : Number(count),
    until,
  };
}

/** Takes one step. @throws IcalRefusal when there is none left */
export function spend(budget: Budget): void {
  budget.steps -= 1;
  if (budget.steps < 0) throw new IcalRefusal(TOO_OFTEN);
}

/**
 * The local times that a recurrence rule makes of a beginning, in order, up to an end. Rules such as "every seventh day from
 * a Monday, if it is a Tuesday" never find a date, and the library would look for one forever; the budget stops it.
 * @param rule the text of an open one: whoever asks keeps its ends
 * @throws IcalRefusal here or while the times are looked for
 */
export function* recurrences(
  rule: string,
  start: { local: LocalTime; isDate: boolean },
  end: LocalTime,
  budget: Budget,
): Generator<LocalTime> {
  // nobody hands over a rota that often
  if (/(^|;)FREQ=(SECONDLY|MINUTELY)(;|$)/.test(rule)) throw new IcalRefusal(TOO_OFTEN);
  const interval = partOf(rule, 'INTERVAL') ?? ['1'];
  const isCountable = interval.every((text) => /^[1-9]\d{0,3}$/.test(text) && Number(text) <= MAX_INTERVAL);
  if (!FREQUENCIES.test(rule) || !isCountable) throw notUnderstood(rule);
  const iterator = iteratorOf(rule, start, end, budget);
  for (;;) {
    const next = guarded(rule, () => iterator.next());
    if (!next) return;
    const local = localOf(next);
    if (local > end) return;
    if (isOfRule(local, rule)) yield local;
  }
}

/** The library takes 30 February for 2 March. */
function isOfRule(local: LocalTime, rule: string): boolean {
  const date = new Date(local);
  const [month, day] = [date.getUTCMonth() + 1, date.getUTCDate()];
  const length = new Date(Date.UTC(date.getUTCFullYear(), month, 0)).getUTCDate();
  const months = partOf(rule, 'BYMONTH')?.map(Number);
  const days = partOf(rule, 'BYMONTHDAY')?.map(Number);
  return (
    (months?.includes(month) ?? true) &&
    (days?.some((one) => one === day || length + 1 + one === day) ?? true)
  );
}

function partOf(rule: string, name: string): string[] | undefined {
  const part = rule.split(';').find((each) => each.startsWith(`${name}=`));
  return part?.slice(name.length + 1).split(',');
}

function iteratorOf(
  rule: string,
  { local, isDate }: { local: LocalTime; isDate: boolean },
  end: LocalTime,
  budget: Budget,
): ICAL.RecurIterator {
  class BoundedIterator extends ICAL.RecurIterator {
    override check_contracting_rules(): boolean {
      spend(budget);
      return super.check_contracting_rules();
    }
    override expand_year_days(year: number): number {
      spend(budget);
      return super.expand_year_days(year);
    }
  }
  return guarded(rule, () => {
    const recur = ICAL.Recur.fromString(rule);
    recur.until = libraryTime(end);
    return new BoundedIterator({ rule: recur, dtstart: libraryTime(local, isDate) });
  });
}

/** An error of the library says nothing to whoever wrote the calendar. */
function guarded<T>(rule: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof IcalRefusal ? error : notUnderstood(rule);
  }
}

function notUnderstood(rule: string): IcalRefusal {
  return new IcalRefusal(`its rule "${rule.slice(0, 80)}" is not understood`);
}

function localOf(time: ICAL.Time): LocalTime {
  return Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
}
