import { IcalRefusal } from './ical-refusal.ts';

export type Frequency = 'HOURLY' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';

/** A recurrence rule without its ends (RFC 5545, 3.3.10); a part that it does not have is undefined. */
export interface RecurrenceRule {
  readonly frequency: Frequency;
  readonly interval: number;
  /** the day that weeks begin on, from 0 for Monday */
  readonly weekStart: number;
  readonly months: readonly number[] | undefined;
  readonly monthDays: readonly number[] | undefined;
  readonly yearDays: readonly number[] | undefined;
  readonly weeks: readonly number[] | undefined;
  /** `nth` 0: every one */
  readonly weekdays: readonly { nth: number; weekday: number }[] | undefined;
  readonly hours: readonly number[] | undefined;
  readonly minutes: readonly number[] | undefined;
  readonly seconds: readonly number[] | undefined;
  readonly positions: readonly number[] | undefined;
}

/** A rule as it is written, with its ends, which are for whoever knows its beginning and zone. */
export interface WrittenRule extends RecurrenceRule {
  /** of all its times, the beginning included; infinite where it says none */
  readonly count: number;
  readonly until: string | undefined;
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const NTH_WEEKDAY = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/;
const MAX_INTERVAL = 1_000;
const MAX_NTH = 53;
/** Said by some calendars, and what is meant anyway (RFC 7529). */
const UNNEEDED = ['RSCALE=GREGORIAN', 'SKIP=OMIT'];

/** @param written the value of an RRULE or EXRULE @throws IcalRefusal */
export function readRecurrenceRule(written: string): WrittenRule {
  const text = written.trim().toUpperCase();
  const parts = partsOf(text);
  const refuse = () => notUnderstood(text);
  const take = (name: string): string[] | undefined => {
    const list = parts.get(name)?.split(',');
    parts.delete(name);
    return list;
  };
  const numbers = (name: string, max: number, min = 0): number[] | undefined => {
    const list = take(name)?.map((one) => {
      const number = Number(one);
      const isIn = min < 0 ? number !== 0 && Math.abs(number) <= max : number >= min && number <= max;
      if (!/^[+-]?\d{1,4}$/.test(one) || !isIn) throw refuse();
      return number;
    });
    return unique(list);
  };
  const only = (list: number[] | undefined): number | undefined => {
    if (list && list.length > 1) throw refuse();
    return list?.[0];
  };
  const frequency = take('FREQ')?.join() ?? '';
  // nobody hands over a rota that often
  if (frequency === 'SECONDLY' || frequency === 'MINUTELY') throw new IcalRefusal(TOO_OFTEN);
  if (!isFrequency(frequency)) throw refuse();
  const rule: WrittenRule = {
    frequency,
    interval: only(numbers('INTERVAL', MAX_INTERVAL, 1)) ?? 1,
    count: countOf(take('COUNT'), refuse),
    until: take('UNTIL')?.join(),
    weekStart: WEEKDAYS.indexOf(take('WKST')?.join() ?? 'MO'),
    months: numbers('BYMONTH', 12, 1),
    monthDays: numbers('BYMONTHDAY', 31, -1),
    yearDays: numbers('BYYEARDAY', 366, -1),
    weeks: numbers('BYWEEKNO', 53, -1),
    weekdays: unique(take('BYDAY'))?.map((one) => {
      const [, nth = '0', weekday = ''] = NTH_WEEKDAY.exec(one) ?? [];
      if (!WEEKDAYS.includes(weekday) || Math.abs(Number(nth)) > MAX_NTH) throw refuse();
      return { nth: Number(nth), weekday: WEEKDAYS.indexOf(weekday) };
    }),
    hours: numbers('BYHOUR', 23),
    minutes: numbers('BYMINUTE', 59),
    seconds: numbers('BYSECOND', 59),
    positions: numbers('BYSETPOS', 366, -1),
  };
  const isCounted = rule.weekdays?.some(({ nth }) => nth !== 0) ?? false;
  const contradicts =
    rule.weekStart < 0 ||
    (isCounted && frequency !== 'MONTHLY' && frequency !== 'YEARLY') ||
    (rule.positions !== undefined && frequency === 'HOURLY');
  if (parts.size > 0 || contradicts) throw refuse();
  return rule;
}

export const TOO_OFTEN = 'it repeats too often, or never finds a date';

function notUnderstood(rule: string): IcalRefusal {
  return new IcalRefusal(`its rule "${rule.slice(0, 80)}" is not understood`);
}

function countOf(list: string[] | undefined, refuse: () => IcalRefusal): number {
  if (!list) return Number.POSITIVE_INFINITY;
  if (!/^[1-9]\d{0,8}$/.test(list.join())) throw refuse();
  return Number(list[0]);
}

/** What a list says twice is meant once; a rule costs what it says, not how long it is. */
function unique<T>(list: readonly T[] | undefined): T[] | undefined {
  return list && [...new Set(list)];
}

function partsOf(text: string): Map<string, string> {
  const parts = new Map<string, string>();
  for (const part of text.split(';')) {
    if (part === '' || UNNEEDED.includes(part)) continue;
    const [name = '', value = '', ...more] = part.split('=');
    // of two that differ nobody knows which is meant
    if (parts.has(name) || more.length > 0) throw notUnderstood(text);
    parts.set(name, value);
  }
  return parts;
}

function isFrequency(text: string): text is Frequency {
  return ['HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(text);
}
