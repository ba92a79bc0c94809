import { allOf, missesOf } from '../attainment/standing.ts';
import type { MonthlyReport } from './monthly-report.ts';
import type { MonthSpans } from './report-store.ts';

/** What a report that was sent said of its month: what it counted, and of each severity how many promises were kept, and missed. */
export interface ToldFigures {
  /** the month by each calendar that it counted by */
  spans: readonly { calendar: string; from: string; until: string }[];
  figures: Record<string, readonly [kept: number, missed: number]>;
}

/** What a report says, to be held against what is so later. */
export function toldBy({ bySeverity }: MonthlyReport, spans: MonthSpans): ToldFigures {
  const counted = spans.map(({ calendar, from, until }) => ({
    calendar,
    from: from.toISOString(),
    until: until.toISOString(),
  }));
  return { spans: counted, figures: figuresOf(bySeverity) };
}

function figuresOf(bySeverity: MonthlyReport['bySeverity']): ToldFigures['figures'] {
  const due = bySeverity.filter((row) => allOf(row) > 0);
  const figures = due.map((row) => [row.severity, [row['in-time'], missesOf(row)]] as const);
  return Object.fromEntries(figures);
}

/** Whether a report would say something else now. That a missed promise was answered meanwhile is nothing else. */
export function saysElse(told: ToldFigures, report: MonthlyReport): boolean {
  const now = figuresOf(report.bySeverity);
  const severities = new Set([...Object.keys(told.figures), ...Object.keys(now)]);
  return [...severities].some((severity) => String(told.figures[severity]) !== String(now[severity]));
}
