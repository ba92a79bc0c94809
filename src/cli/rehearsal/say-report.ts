import { DateTime } from 'luxon';
import { type Backtest, hasFailed } from '../../domain/rehearsal/backtest.ts';
import type { Cause } from '../../domain/rehearsal/proof.ts';
import type { RehearsalReport } from '../../domain/rehearsal/rehearsal-report.ts';
import type { Phase } from '../../domain/rehearsal/running-ticket.ts';

/** Why a promise cannot be kept, in words. */
export const CAUSES: Record<Cause, string> = {
  gap: 'nobody is on call',
  'managers-away': 'no account manager is there',
  'only-supervisors': 'only supervisors are paged',
  'too-late': 'the first page comes too late',
  'never-opens': 'the calendar never opens',
};

/** What took most of the time of a ticket that was answered too late, in words. */
export const MISSES: Record<Phase, string> = {
  'nobody-on-call': 'nobody was on call',
  'not-acknowledged': 'nobody acknowledged',
  'not-connected': 'acknowledged, and the customer not called',
  'customer-away': 'the customer did not pick up',
  talk: 'the talk took too long',
};

/** `99.7 %`; never 100 while something was missed. */
export function percent(share: number): string {
  const tenths = share < 1 ? Math.min(999, Math.round(share * 1_000)) : 1_000;
  return `${(tenths / 10).toFixed(1)} %`;
}

/** A difference in points of a hundred, with its sign. */
export function points(difference: number): string {
  return `${difference > 0 ? '+' : ''}${(difference * 100).toFixed(2)}`;
}

/** `Tue 2026-12-01 22:00`, UTC. */
export function showInstant(at: Date): string {
  return DateTime.fromJSDate(at, { zone: 'utc' }).setLocale('en').toFormat('ccc yyyy-MM-dd HH:mm');
}

/** `Tue 2026-12-01 22:00:07`, UTC. */
export function showSecond(at: Date): string {
  return DateTime.fromJSDate(at, { zone: 'utc' }).setLocale('en').toFormat('ccc yyyy-MM-dd HH:mm:ss');
}

/** What has to be known before any figure is read. */
export function caveats({ habits, interrupted, replications, backtest }: RehearsalReport): string[] {
  const past = sayPast(backtest);
  return [
    // whoever reads no further is to know that
    ...(hasFailed(backtest) ? [past] : []),
    ...(interrupted ? [`Interrupted: this is what ${replications} replications came to.`] : []),
    ...(habits === 'stated'
      ? [
          'How people react is assumed, not learned from a call log: compare plans with these figures, promise nothing by them.',
        ]
      : []),
    ...(hasFailed(backtest) ? [] : [past]),
  ];
}

function sayPast(backtest: Backtest): string {
  const { months, inside } = backtest;
  if (inside === null)
    return 'No month of the past was predicted to check the figures: that takes two months of calls.';
  return hasFailed(backtest)
    ? `The past did not come as these figures would have had it: ${percent(inside)} of ${months} months lie inside their bounds. Do not rely on them.`
    : `Checked by the past: ${percent(inside)} of ${months} months came as predicted from those before.`;
}
