import { DateTime } from 'luxon';
import type { AttainmentRow, Part } from '../../../domain/attainment/attainment-store.ts';
import {
  type Attainment,
  allOf,
  missesOf,
  STANDINGS,
  sayShare,
  shareOf,
} from '../../../domain/attainment/standing.ts';
import { address } from '../address.ts';
import type { Format } from '../format.ts';
import { html } from '../html.ts';
import type { Words } from '../words/index.ts';
import { bucketsBetween } from './buckets.ts';
import type { Series } from './chart.ts';
import type { NamedCustomer } from './choices-store.ts';
import { columns } from './columns.ts';
import { type Cell, cell, type Figure, type FigureTable } from './figure.ts';
import type { FigureFilter } from './figure-filter.ts';
import { shares } from './rows.ts';

export interface Asked {
  filter: FigureFilter;
  /** the one customer they are about; null: they are about all */
  customer: NamedCustomer | null;
  /** the zone of their calendar */
  customerZone: string | null;
  /** names that several customers have */
  sharedNames: ReadonlySet<string>;
  /** what people call the plans, by key */
  plans: ReadonlyMap<string, string>;
  words: Words;
  format: Format;
  /** the filters as they are in the address */
  query: Readonly<Record<string, string>>;
}

/** What people call a plan. */
export function planTitle(plans: Asked['plans'], key: string): string {
  return plans.get(key) ?? key;
}

/** A customer's name, with the number where others have it, too; what is not known by name has its number. */
export function sayCustomer(
  { number, name }: { number: string; name: string | null },
  { sharedNames }: Pick<Asked, 'sharedNames'>,
): string {
  if (name === null) return number;
  return sharedNames.has(name) ? `${name} (${number})` : name;
}

/** Attainment of one of the parts that are told apart. */
interface Hotline {
  label: string;
  attainment: Attainment;
  /** what the row is called in its table */
  head: Cell;
}

const NONE: Attainment = { 'in-time': 0, late: 0, unanswered: 0 };
const INKS = { 'in-time': 'fine', late: 'near', unanswered: 'missed' } as const;
const COLUMNS_HEIGHT = 210;
/** More rows than these nobody compares at a glance; the table has them. */
const MAX_ROWS = 7;

/** Of all cases that were due: how many were answered in time. */
export function totalOf(rows: readonly AttainmentRow[]): Attainment {
  return rows.find(({ part }) => part === 'all') ?? NONE;
}

/** Attainment over time, by severity, plan, customer, and by whether the caller was verified. */
export function attainmentFigures(rows: readonly AttainmentRow[], asked: Asked): Figure[] {
  return [
    overTime(rows, asked),
    bySeverity(rows, asked),
    byPlan(rows, asked),
    byCustomer(rows, asked),
    byCaller(rows, asked),
  ];
}

function overTime(rows: readonly AttainmentRow[], asked: Asked): Figure {
  const { filter, words, format } = asked;
  const known = new Map(ofPart(rows, 'bucket').map((row) => [row.key, row]));
  const lines = bucketsBetween(filter.from, filter.until, filter.grain, format.zone).map((bucket) => {
    const label = sayBucket(bucket, filter, words);
    return { label, attainment: known.get(bucket) ?? NONE, head: cell(bucket, label) };
  });
  const total = totalOf(rows);
  const { figures } = words;
  return {
    key: 'attainment',
    title: figures.overTime[filter.grain],
    reading: figures.inTime(total['in-time'], allOf(total)),
    chart: allOf(total) === 0 ? null : columns(labelsOf(lines), seriesOf(lines, words), COLUMNS_HEIGHT),
    legend: legendOf(words),
    table: tableOf(figures.grain[filter.grain], lines, words),
  };
}

function bySeverity(rows: readonly AttainmentRow[], asked: Asked): Figure {
  const { words } = asked;
  const lines = ofPart(rows, 'severity')
    .toSorted((one, other) => Number(one.key) - Number(other.key))
    .map((row) => hotline(row, `${row.key} ${words.severity(Number(row.key))}`));
  return byPart('severity', words.severityLabel, lines, words);
}

function byPlan(rows: readonly AttainmentRow[], { words, plans }: Asked): Figure {
  return byPart(
    'plan',
    words.ticket.plan,
    ofPart(rows, 'plan').map((row) => hotline(row, planTitle(plans, row.key ?? ''))),
    words,
  );
}

function byCustomer(rows: readonly AttainmentRow[], asked: Asked): Figure {
  const { words, query } = asked;
  const lines = ofPart(rows, 'customer').map((row) => {
    const { key: number, name } = row;
    if (number === null) return hotline(row, words.board.noCustomer);
    const label = sayCustomer({ number, name }, asked);
    const shown = html`<a href="${address('/figures', { ...query, customer: number })}">${label}</a>`;
    return { label, attainment: row, head: cell(label, shown) };
  });
  return byPart('customer', words.ticket.customer, lines, words);
}

function byCaller(rows: readonly AttainmentRow[], { words }: Asked): Figure {
  const lines = ofPart(rows, 'verified')
    .toSorted((one, other) => (other.key ?? '').localeCompare(one.key ?? ''))
    .map((row) => hotline(row, row.key === 'true' ? words.figures.verified : words.figures.unverified));
  return byPart('caller', words.figures.caller, lines, words);
}

function byPart(
  key: 'severity' | 'plan' | 'customer' | 'caller',
  head: string,
  lines: readonly Hotline[],
  words: Words,
): Figure {
  const shown = lines.slice(0, MAX_ROWS);
  const notes = shown.map(({ attainment }) => words.figures.of(attainment['in-time'], allOf(attainment)));
  return {
    key,
    title: words.figures.by[key],
    reading: sayWeakest(lines, words),
    chart: shown.length === 0 ? null : shares(labelsOf(shown), seriesOf(shown, words), notes),
    legend: legendOf(words),
    table: tableOf(head, lines, words),
  };
}

/** Of promises none of which was missed. */
export function sayNoMisses(attainment: Attainment, figures: Words['figures']): string {
  return allOf(attainment) > 0 ? figures.allKept : figures.nothing;
}

/** Where the fewest promises were kept, or that all were. */
function sayWeakest(lines: readonly Hotline[], { figures }: Words): string {
  const [weakest] = lines.toSorted(
    (one, other) => (shareOf(one.attainment) ?? 1) - (shareOf(other.attainment) ?? 1),
  );
  if (!weakest) return figures.nothing;
  const { attainment, label } = weakest;
  return missesOf(attainment) === 0
    ? sayNoMisses(attainment, figures)
    : figures.weakest(label, attainment['in-time'], allOf(attainment));
}

function ofPart(rows: readonly AttainmentRow[], part: Part): AttainmentRow[] {
  return rows.filter((row) => row.part === part);
}

function hotline(row: AttainmentRow, label: string): Hotline {
  return { label, attainment: row, head: cell(label) };
}

const labelsOf = (lines: readonly Hotline[]) => lines.map(({ label }) => label);

function seriesOf(lines: readonly Hotline[], { figures }: Words): Series[] {
  return STANDINGS.map((standing) => ({
    name: figures.standing[standing],
    ink: INKS[standing],
    values: lines.map(({ attainment }) => attainment[standing]),
  }));
}

function legendOf({ figures }: Words) {
  return STANDINGS.map((standing) => ({ ink: INKS[standing], name: figures.standing[standing] }));
}

function tableOf(head: string, lines: readonly Hotline[], { figures, locale }: Words): FigureTable {
  return {
    heads: [head, ...STANDINGS.map((standing) => figures.standing[standing]), figures.all, figures.share],
    rows: lines.map(({ head: first, attainment }) => [
      first,
      ...STANDINGS.map((standing) => cell(attainment[standing])),
      cell(allOf(attainment)),
      cell(shareOf(attainment), sayShare(shareOf(attainment), locale)),
    ]),
  };
}

/** A bucket as people write it: `23 Nov`, `week of 23 Nov`, `Nov 2026`. */
function sayBucket(bucket: string, { grain }: FigureFilter, { locale }: Words): string {
  const day = DateTime.fromISO(bucket, { zone: 'utc', locale });
  return day.toLocaleString(
    grain === 'month' ? { month: 'short', year: '2-digit' } : { day: 'numeric', month: 'short' },
  );
}
