import { DateTime } from 'luxon';
import type { DueFilter } from '../../../domain/attainment/due-filter.ts';
import { textOf } from '../form.ts';
import { dayAfter, readDay } from '../read-day.ts';
import { GRAINS, type Grain, grainFor } from './buckets.ts';

/** Spans that end with today, and their lengths. */
const SPANS = {
  '7-days': { days: 7 },
  '30-days': { days: 30 },
  '90-days': { days: 90 },
  '12-months': { months: 12 },
} as const;
type Period = keyof typeof SPANS;
export const PERIODS = Object.keys(SPANS) as Period[];

/** Ten years: whoever types the year 1026 does not keep the database busy. */
const MAX_SPAN = { years: 10 };

/** Which cases the figures are about: those whose deadline lies in a span, and that fit. */
export interface FigureFilter extends DueFilter {
  /** null: days of one's own */
  period: Period | null;
  grain: Grain;
}

/**
 * Reads the filters of a query; days of one's own win over a period. What cannot be read is left out, and told.
 * @param zone of the days
 */
export function readFigureFilter(
  query: unknown,
  zone: string,
  now: Date,
): { filter: FigureFilter; isFaulty: boolean } {
  const typed = (name: string) => textOf(query, name);
  const oneOf = <T extends string>(name: string, known: readonly T[]) =>
    known.find((each) => each === typed(name)) ?? null;
  const [first, last] = [readDay(typed('from'), zone), readDay(typed('until'), zone)];
  const wished = { period: oneOf('period', PERIODS), by: oneOf('by', GRAINS) };
  const severity = oneOf('severity', ['1', '2', '3', '4']);
  const isOwn = first !== null || last !== null;
  const period = isOwn ? null : (wished.period ?? '30-days');
  const { from, until, isSpan } = spanOf(
    period,
    first,
    last,
    DateTime.fromJSDate(now, { zone }) as DateTime<true>,
  );
  const filter: FigureFilter = {
    period: isSpan ? period : '30-days',
    from,
    until,
    grain: grainFor(from, until, wished.by),
    severity: severity === null ? null : Number(severity),
    plan: typed('plan') || null,
    customer: typed('customer') || null,
  };
  const unread = { from: first, until: last, severity, ...wished };
  const isFaulty = Object.entries(unread).some(([name, read]) => typed(name) !== '' && read === null);
  return { filter, isFaulty: isFaulty || !isSpan };
}

type Day = DateTime<true>;

function spanOf(period: Period | null, first: Day | null, last: Day | null, now: Day) {
  const tomorrow = dayAfter(now);
  const until = last ? dayAfter(last) : tomorrow;
  const from = first ?? until.minus(SPANS[period ?? '30-days']);
  const isSpan = from < until && from >= until.minus(MAX_SPAN);
  return isSpan
    ? { from: from.toJSDate(), until: until.toJSDate(), isSpan }
    : { from: tomorrow.minus(SPANS['30-days']).toJSDate(), until: tomorrow.toJSDate(), isSpan };
}
