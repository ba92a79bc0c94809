import { compareKeys } from '../../platform/compare-keys.ts';
import type { Severity } from '../tickets/ticket.ts';
import type { Backtest } from './backtest.ts';
import { type Estimate, estimateDifference, estimateShare } from './interval.ts';
import { HOUR_MS } from './local-hours.ts';
import type { RehearsalQuestion } from './model.ts';
import type { Impossible } from './proof.ts';
import type { RemedyKey } from './remedies.ts';
import type { Phase } from './running-ticket.ts';
import { allCounts, type Count, hourCounts, type Load, readCell, type Tally } from './tally.ts';

/** One promise, and how often it is kept. */
export interface KeptShare extends Estimate {
  plan: string;
  severity: Severity;
  tickets: number;
}

export interface Miss {
  cause: Phase;
  /** how many a year */
  perYear: number;
  remedy: string;
  /** the remedy by name */
  change: RemedyKey;
  /** share of all tickets that are kept with the remedy, by playing the same calls again; null: there was no time to play it */
  keptAfter: number | null;
}

/** How often somebody's rest is broken, before and after a change, in the whole time. */
export interface RestChange {
  /** a what-if, or the name of a remedy */
  change: string;
  people: { key: string; before: number; after: number }[];
}

/** What a rehearsal came to, as `hotline rehearse --json` prints it. */
export interface RehearsalReport {
  seed: number;
  version: string;
  /** SHA-256 of what was rehearsed */
  directory: string;
  from: Date;
  until: Date;
  replications: number;
  calls: number;
  habits: 'stated' | 'fitted';
  /** it was stopped before all replications were played */
  interrupted: boolean;
  /** whether there is a plan and a calendar; left out in reports of before */
  promised?: boolean;
  proof: readonly Impossible[];
  kept: KeptShare[];
  /** by hour of the week, Monday 00:00 is 0; hours without a ticket are left out */
  byHour: (KeptShare & { hour: number })[];
  misses: Miss[];
  people: ({ key: string } & Load)[];
  whatIf: ({ name: string; plan: string; severity: Severity } & {
    difference: number;
    low: number;
    high: number;
  })[];
  rest: RestChange[];
  /** months of the call log that were predicted from those before, and the share that came as predicted; none without a log */
  backtest: Backtest;
}

/** Whether there was anything to keep; a report of before shows it by what was played. */
export function promisesAnything({ promised, kept, proof, interrupted }: RehearsalReport): boolean {
  return promised ?? (kept.length > 0 || proof.length > 0 || interrupted);
}

/** A question that was played with a change. */
export interface Variant {
  name: string;
  tally: Tally;
}

export interface TriedRemedy {
  cause: Phase;
  key: RemedyKey;
  text: string;
  tally: Tally;
}

/** What was asked, and what came of it. */
export interface RehearsalRows {
  question: RehearsalQuestion;
  /** of all replications that were played */
  tally: Tally;
  proof: readonly Impossible[];
  variants: readonly Variant[];
  remedies: readonly TriedRemedy[];
  backtest: Backtest;
  /** fewer than asked for: it was interrupted */
  replications: number;
  interrupted: boolean;
}

const YEAR_MS = 365.25 * 24 * HOUR_MS;
/** Figures are rounded here: what lies below is the noise of floating-point sums. */
const DIGITS = 6;

/** @param facts what the figures cannot know: version and hash of what was played */
export function reportOf(
  rows: RehearsalRows,
  facts: { version: string; directory: string },
): RehearsalReport {
  const { question, tally, replications } = rows;
  const { plans, calendars } = question.rehearsed.directory;
  const years = (replications * (question.until.getTime() - question.from.getTime())) / YEAR_MS;
  return {
    seed: question.seed,
    ...facts,
    from: question.from,
    until: question.until,
    replications,
    calls: question.calls,
    habits: question.habits.source,
    interrupted: rows.interrupted,
    promised: plans.size > 0 && calendars.size > 0,
    proof: rows.proof,
    kept: cellsOf(tally).flatMap(([cell, counts]) => keptOf(cell, counts)),
    byHour: hourCounts(tally)
      .toSorted((one, other) => compareKeys(one.cell, other.cell) || one.hour - other.hour)
      .flatMap(({ cell, hour, count }) => keptOf(cell, [count]).map((kept) => ({ ...kept, hour }))),
    misses: rows.remedies
      .map(({ cause, key, text, tally: after }) => {
        const kept = estimateShare(allCounts(after));
        return {
          cause,
          perYear: round(tally.causes[cause] / years),
          remedy: text,
          change: key,
          keptAfter: kept && round(kept.share),
        };
      })
      .toSorted((one, other) => other.perYear - one.perYear || compareKeys(one.cause, other.cause)),
    people: Object.entries(tally.people)
      .map(([key, load]) => ({ key, ...perReplication(load, replications) }))
      .toSorted((one, other) => other.pages - one.pages || compareKeys(one.key, other.key)),
    whatIf: rows.variants.flatMap(({ name, tally: other }) =>
      cellsOf(tally).flatMap(([cell, before]) => {
        const estimate = estimateDifference(before, other.cells[cell] ?? []);
        if (!estimate) return [];
        const { share, low, high } = rounded(estimate);
        return [{ name, ...readCell(cell), difference: share, low, high }];
      }),
    ),
    rest: restChanges(rows),
    backtest: rows.backtest,
  };
}

/** Those whose rest a change touches, or who lack it either way; a remedy that several causes name is told once. */
function restChanges({ tally, variants, remedies, replications }: RehearsalRows): RestChange[] {
  const changes = [
    ...variants.map(({ name, tally: after }) => ({ change: name, after })),
    ...remedies.map(({ key, tally: after }) => ({ change: key as string, after })),
  ].filter(({ change }, index, all) => all.findIndex((other) => other.change === change) === index);
  return changes.flatMap(({ change, after }) => {
    const played = allCounts(after).length;
    if (played === 0) return [];
    const keys = [...new Set([...Object.keys(tally.people), ...Object.keys(after.people)])];
    const people = keys.toSorted(compareKeys).flatMap((key) => {
      const was = round((tally.people[key]?.restBreaches ?? 0) / Math.max(1, replications));
      const is = round((after.people[key]?.restBreaches ?? 0) / played);
      return was + is > 0 ? [{ key, before: was, after: is }] : [];
    });
    return [{ change, people }];
  });
}

function cellsOf({ cells }: Tally): [string, Count[]][] {
  const inOrder = (cell: string) => `${readCell(cell).plan} ${readCell(cell).severity}`;
  return Object.entries(cells).toSorted(([one], [other]) => compareKeys(inOrder(one), inOrder(other)));
}

function keptOf(cell: string, counts: readonly Count[]): KeptShare[] {
  const estimate = estimateShare(counts);
  if (!estimate) return [];
  const tickets = counts.reduce((sum, count) => sum + count.tickets, 0);
  return [{ ...readCell(cell), tickets, ...rounded(estimate) }];
}

function perReplication({ pages, nights, restBreaches }: Load, replications: number): Load {
  const share = (number: number) => round(number / Math.max(1, replications));
  return { pages: share(pages), nights: share(nights), restBreaches: share(restBreaches) };
}

function rounded({ share, low, high }: Estimate): Estimate {
  return { share: round(share), low: round(low), high: round(high) };
}

function round(number: number): number {
  return Number(number.toFixed(DIGITS));
}
