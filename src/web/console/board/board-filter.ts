import { SEVERITIES, type Severity } from '../../../domain/tickets/ticket.ts';
import { textOf } from '../form.ts';
import type { OpenCase } from './read-board.ts';
import { isUnreached } from './verdict.ts';

export const STATES = ['unheld', 'unreached', 'acknowledged', 'missed'] as const;
export type CaseState = (typeof STATES)[number];
export const SORTS = ['left', 'severity', 'newest'] as const;
export type Sort = (typeof SORTS)[number];

/** Which open tickets a board lists, and in which order. The headline counts all of them all the same. */
export interface BoardFilter {
  severity: Severity | null;
  /** a customer's number */
  customer: string | null;
  state: CaseState | null;
  sort: Sort;
  /** only tickets that this engineer has, by their key */
  holder: string | null;
}

/** Everything, the most pressing first. */
export const WHOLE_BOARD: BoardFilter = {
  severity: null,
  customer: null,
  state: null,
  sort: 'left',
  holder: null,
};

/** Reads the filters of a query; what cannot be read is left out. @param engineer the key of whoever looks, for `mine` */
export function readBoardFilter(query: unknown, engineer: string | null): BoardFilter {
  const typed = (name: string) => textOf(query, name);
  return {
    severity: SEVERITIES.find((severity) => String(severity) === typed('severity')) ?? null,
    customer: typed('customer') || null,
    state: STATES.find((state) => state === typed('state')) ?? null,
    sort: SORTS.find((sort) => sort === typed('sort')) ?? 'left',
    holder: typed('mine') === '1' ? engineer : null,
  };
}

/** A filter as the query that it is read from. */
export function boardQuery({ severity, customer, state, sort, holder }: BoardFilter) {
  return {
    severity,
    customer,
    state,
    sort: sort === 'left' ? null : sort,
    mine: holder === null ? null : '1',
  };
}

export function isWholeBoard(filter: BoardFilter): boolean {
  return Object.values(boardQuery(filter)).every((value) => value === null);
}

const FITS: Record<CaseState, (ticket: OpenCase) => boolean> = {
  unheld: ({ reach }) => reach !== null,
  unreached: isUnreached,
  acknowledged: ({ status }) => status === 'acknowledged',
  missed: ({ time }) => time.urgency === 'missed',
};

/** The tickets that fit, in the order that was asked for; of equals the more pressing first, as they come. */
export function listCases(cases: readonly OpenCase[], filter: BoardFilter): OpenCase[] {
  const { severity, customer, state, sort, holder } = filter;
  const fitting = cases.filter(
    (ticket) =>
      (severity === null || ticket.severity === severity) &&
      (customer === null || ticket.customerNumber === customer) &&
      (state === null || FITS[state](ticket)) &&
      (holder === null || ticket.acknowledgedBy === holder),
  );
  if (sort === 'severity') return fitting.toSorted((a, b) => a.severity - b.severity);
  if (sort === 'newest') return fitting.toSorted((a, b) => b.openedAt.getTime() - a.openedAt.getTime());
  return fitting;
}
