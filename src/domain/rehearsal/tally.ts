import type { LocalTime } from '../calendar/local-time.ts';
import { REST_HOURS } from '../calendar/rest-rule.ts';
import { SEVERITIES, type Severity } from '../tickets/ticket.ts';
import { HOUR_MS, hourOfWeek, isNight, nightOf } from './local-hours.ts';
import type { Model } from './model.ts';
import { playReplication } from './play-replication.ts';
import { PHASES, type Phase } from './running-ticket.ts';

/** Tickets, and how many of them were answered in time. */
export interface Count {
  tickets: number;
  kept: number;
}

export interface Load {
  pages: number;
  /** with a page in them */
  nights: number;
  /** nights with a page and another page in the eleven hours after it */
  restBreaches: number;
}

/** What some replications came to; every number is a sum, so that tallies of different threads can be added. */
export interface Tally {
  /** by `cellOf`, one count for each replication in its order */
  cells: Record<string, Count[]>;
  /** by `cellOf` and hour of the week */
  byHour: Record<string, Count>;
  causes: Record<Phase, number>;
  people: Record<string, Load>;
}

const REST_MS = REST_HOURS * HOUR_MS;

export function cellOf({ plan, severity }: { plan: string; severity: Severity }): string {
  return `${severity} ${plan}`;
}

/** @returns the parts of a `cellOf` */
export function readCell(cell: string): { plan: string; severity: Severity } {
  return { severity: Number(cell.slice(0, 1)) as Severity, plan: cell.slice(2) };
}

export function emptyTally(): Tally {
  return {
    cells: {},
    byHour: {},
    causes: Object.fromEntries(PHASES.map((phase) => [phase, 0])) as Record<Phase, number>,
    people: {},
  };
}

/** Plays one replication and adds what it came to. */
export function addReplication(tally: Tally, model: Model, replication: number): void {
  const { tickets, pages } = playReplication(model, replication);
  const counts = new Map<string, Count>();
  for (const ticket of tickets) {
    const cell = cellOf(ticket);
    counts.set(cell, plusOne(counts.get(cell), ticket.isKept));
    const hour = `${cell} ${hourOfWeek(model.localTime(ticket.openedAt))}`;
    tally.byHour[hour] = plusOne(tally.byHour[hour], ticket.isKept);
    if (ticket.cause) tally.causes[ticket.cause] += 1;
  }
  for (const plan of new Set(model.groups.map((group) => group.plan)))
    for (const severity of SEVERITIES) {
      const cell = cellOf({ plan, severity });
      tally.cells[cell] ??= [];
      tally.cells[cell].push(counts.get(cell) ?? { tickets: 0, kept: 0 });
    }
  for (const [who, instants] of pages) {
    const times = instants.toSorted((one, other) => one - other).map(model.localTime);
    tally.people[who] = plus(tally.people[who], loadOf(times));
  }
}

/** Adds what other replications came to, after these. */
export function addTally(tally: Tally, other: Tally): void {
  for (const [cell, counts] of Object.entries(other.cells))
    tally.cells[cell] = [...(tally.cells[cell] ?? []), ...counts];
  for (const [hour, { tickets, kept }] of Object.entries(other.byHour)) {
    const known = tally.byHour[hour] ?? { tickets: 0, kept: 0 };
    tally.byHour[hour] = { tickets: known.tickets + tickets, kept: known.kept + kept };
  }
  for (const phase of PHASES) tally.causes[phase] += other.causes[phase];
  for (const [who, load] of Object.entries(other.people)) tally.people[who] = plus(tally.people[who], load);
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

function plusOne(count: Count | undefined, isKept: boolean): Count {
  return { tickets: (count?.tickets ?? 0) + 1, kept: (count?.kept ?? 0) + Number(isKept) };
}

function plus(one: Load | undefined, other: Load): Load {
  if (one === undefined) return other;
  return {
    pages: one.pages + other.pages,
    nights: one.nights + other.nights,
    restBreaches: one.restBreaches + other.restBreaches,
  };
}

/** @param times of one person's pages, in order */
function loadOf(times: readonly LocalTime[]): Load {
  const nights = new Set(times.filter(isNight).map(nightOf));
  let lastOfNight = Number.NEGATIVE_INFINITY;
  const breached = new Set<number>();
  for (const time of times) {
    if (isNight(time)) lastOfNight = time;
    else if (time - lastOfNight < REST_MS) breached.add(nightOf(lastOfNight));
  }
  return { pages: times.length, nights: nights.size, restBreaches: breached.size };
}
