import { SEVERITIES, type Severity } from '../tickets/ticket.ts';
import { hourOfWeek } from './local-hours.ts';
import type { Model } from './model.ts';
import { Nights } from './nights.ts';
import { foldReplication } from './play-replication.ts';
import { PHASES, type Phase } from './running-ticket.ts';

/** Tickets, and how many of them were answered in time. */
export interface Count {
  tickets: number;
  kept: number;
}

/** The same of each hour of a week, Monday 00:00 first: there is one for each cell, and they go from process to process. */
interface Hours {
  tickets: Float64Array;
  kept: Float64Array;
}

const HOURS_A_WEEK = 7 * 24;

export interface Load {
  pages: number;
  /** with a page in them */
  nights: number;
  /** nights with a page and another page before the hours of rest after it are full, by the rule of their schedule */
  restBreaches: number;
}

/** What some replications came to; every number is a sum, so that tallies of different threads can be added. */
export interface Tally {
  /** by `cellOf`, one count for each replication in its order */
  cells: Record<string, Count[]>;
  /** by `cellOf`: of each hour of the week */
  byHour: Record<string, Hours>;
  causes: Record<Phase, number>;
  people: Record<string, Load>;
}

export function cellOf({ plan, severity }: { plan: string; severity: Severity }): string {
  return `${severity} ${plan}`;
}

/** @returns the parts of a `cellOf` */
export function readCell(cell: string): { plan: string; severity: Severity } {
  return { severity: Number(cell.slice(0, 1)) as Severity, plan: cell.slice(2) };
}

export function emptyTally(): Tally {
  return {
    cells: byName(),
    byHour: byName(),
    causes: Object.fromEntries(PHASES.map((phase) => [phase, 0])) as Record<Phase, number>,
    people: byName(),
  };
}

/** An object that knows nobody: every other one has something called `constructor`, as an engineer may be. */
function byName<Of>(): Record<string, Of> {
  return Object.create(null) as Record<string, Of>;
}

/** Plays one replication and adds what it came to. */
export function addReplication(tally: Tally, model: Model, replication: number): void {
  const counts = new Map(cellsOf(model).map((cell) => [cell, { tickets: 0, kept: 0 }]));
  const nights = new Map<string, Nights>();
  foldReplication(model, replication, {
    onTicket: (ticket) => {
      const cell = cellOf(ticket);
      countTicket(counts.get(cell), ticket.isKept);
      const { tickets, kept } = hoursOf(tally, cell);
      const hour = hourOfWeek(model.localTime(ticket.openedAt));
      tickets[hour] = (tickets[hour] ?? 0) + 1;
      kept[hour] = (kept[hour] ?? 0) + Number(ticket.isKept);
      if (ticket.cause) tally.causes[ticket.cause] += 1;
    },
    onPage: (engineer, at) => {
      const known = nights.get(engineer) ?? new Nights(model.restRuleOf(engineer));
      known.page(model.localTime(at));
      nights.set(engineer, known);
    },
    onEntry: null,
  });
  for (const [cell, count] of counts) addCounts(tally, cell, [count]);
  for (const [who, { load }] of nights) tally.people[who] = plus(tally.people[who], load);
}

function cellsOf({ groups }: Model): string[] {
  const plans = new Set(groups.map((group) => group.plan));
  return [...plans].flatMap((plan) => SEVERITIES.map((severity) => cellOf({ plan, severity })));
}

/** Adds what other replications came to, after these. */
export function addTally(tally: Tally, other: Tally): void {
  for (const [cell, counts] of Object.entries(other.cells)) addCounts(tally, cell, counts);
  for (const [cell, hours] of Object.entries(other.byHour)) {
    const { tickets, kept } = hoursOf(tally, cell);
    for (let hour = 0; hour < HOURS_A_WEEK; hour += 1) {
      tickets[hour] = (tickets[hour] ?? 0) + (hours.tickets[hour] ?? 0);
      kept[hour] = (kept[hour] ?? 0) + (hours.kept[hour] ?? 0);
    }
  }
  for (const phase of PHASES) tally.causes[phase] += other.causes[phase];
  for (const [who, load] of Object.entries(other.people)) tally.people[who] = plus(tally.people[who], load);
}

/** The hours of the week in which there was a ticket, cell by cell, in their order. */
export function hourCounts({ byHour }: Tally): { cell: string; hour: number; count: Count }[] {
  return Object.entries(byHour).flatMap(([cell, { tickets, kept }]) =>
    [...tickets.keys()]
      .map((hour) => ({ cell, hour, count: { tickets: tickets[hour] ?? 0, kept: kept[hour] ?? 0 } }))
      .filter(({ count }) => count.tickets > 0),
  );
}

/** All tickets of each replication, whatever their plan and severity. */
export function allCounts(tally: Tally): Count[] {
  const cells = Object.values(tally.cells);
  return (cells[0] ?? []).map((_, index) =>
    cells.reduce(
      (sum, counts) => ({
        tickets: sum.tickets + (counts[index]?.tickets ?? 0),
        kept: sum.kept + (counts[index]?.kept ?? 0),
      }),
      { tickets: 0, kept: 0 },
    ),
  );
}

function hoursOf({ byHour }: Tally, cell: string): Hours {
  byHour[cell] ??= { tickets: new Float64Array(HOURS_A_WEEK), kept: new Float64Array(HOURS_A_WEEK) };
  return byHour[cell];
}

function addCounts({ cells }: Tally, cell: string, counts: readonly Count[]): void {
  cells[cell] ??= [];
  for (const count of counts) cells[cell].push(count);
}

function countTicket(count: Count | undefined, isKept: boolean): void {
  if (!count) return;
  count.tickets += 1;
  if (isKept) count.kept += 1;
}

function plus(one: Load | undefined, other: Load): Load {
  if (one === undefined) return other;
  return {
    pages: one.pages + other.pages,
    nights: one.nights + other.nights,
    restBreaches: one.restBreaches + other.restBreaches,
  };
}
