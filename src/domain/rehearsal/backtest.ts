import { DateTime } from 'luxon';
import type { LocalTime } from '../calendar/local-time.ts';
import type { Observed } from '../observed/observed.ts';
import { fitHabits } from './fit-habits.ts';
import type { RehearsalQuestion } from './model.ts';
import { allCounts, type Tally } from './tally.ts';

/** A month of the past, asked as if only what was before it were known. */
export interface BacktestMonth {
  question: RehearsalQuestion;
  /** the share that was kept in fact */
  kept: number;
}

export interface Backtest {
  months: number;
  /** the share of them that came as predicted; null: there were none */
  inside: number | null;
}

/** A month of fewer calls shows chance and nothing else. */
const MIN_CALLS = 30;
const MAX_MONTHS = 6;
/** Of 95 in 100 some fall outside by chance; below this the model is wrong. */
const MIN_INSIDE = 0.8;

/**
 * The whole months of the record that can be predicted from those before, the latest six.
 * @param clock.localTime what it shows, where most customers are, by which nights and weekdays are told
 */
export function backtestMonths(
  question: RehearsalQuestion,
  observed: Observed,
  clock: { now: Date; localTime: (instant: number) => LocalTime },
): BacktestMonth[] {
  const first = Math.min(...observed.tickets.map(({ openedAt }) => openedAt.getTime()));
  if (!Number.isFinite(first)) return [];
  const months: BacktestMonth[] = [];
  for (
    let until = DateTime.fromJSDate(clock.now, { zone: 'utc' }).startOf('month');
    months.length < MAX_MONTHS;
  ) {
    const from = until.minus({ months: 1 });
    if (from.toMillis() <= first) break;
    const span = { from: from.toJSDate(), until: until.toJSDate() };
    const played = observed.tickets.filter(
      ({ openedAt, isKept }) => isKept !== null && openedAt >= span.from && openedAt < span.until,
    );
    const before: Observed = {
      tickets: observed.tickets.filter(({ openedAt }) => openedAt < span.from),
      pages: observed.pages.filter(({ sentAt }) => sentAt < span.from),
      attempts: observed.attempts.filter(({ startedAt }) => startedAt < span.from),
    };
    if (played.length >= MIN_CALLS && before.tickets.length >= MIN_CALLS) {
      const habits = fitHabits(before, clock.localTime);
      const kept = played.filter(({ isKept }) => isKept).length / played.length;
      months.push({ question: { ...question, ...span, habits, calls: played.length }, kept });
    }
    until = from;
  }
  return months;
}

/** Whether what happened lies where 95 in 100 replications lie. @param tallies of the months, in their order */
export function judgeBacktest(months: readonly BacktestMonth[], tallies: readonly Tally[]): Backtest {
  if (months.length === 0) return { months: 0, inside: null };
  const inside = months.filter(({ kept }, index) => {
    const tally = tallies[index];
    const shares = tally
      ? allCounts(tally)
          .flatMap((count) => (count.tickets > 0 ? [count.kept / count.tickets] : []))
          .toSorted((one, other) => one - other)
      : [];
    const low = shares[Math.floor(shares.length * 0.025)];
    const high = shares[Math.ceil(shares.length * 0.975) - 1];
    return low !== undefined && high !== undefined && low <= kept && kept <= high;
  }).length;
  return { months: months.length, inside: Number((inside / months.length).toFixed(3)) };
}

/** The past did not come as it would have been predicted: the figures are not to be trusted. */
export function hasFailed({ inside }: Backtest): boolean {
  return inside !== null && inside < MIN_INSIDE;
}
