import type { Party } from '../../../domain/calls/call.ts';
import { textOf } from '../form.ts';
import { readDaySpan } from '../read-day.ts';
import { readSearch, type Search } from '../search/read-search.ts';

export const OUTCOMES = ['missed', 'abandoned', 'unverified'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const PARTIES = ['caller', 'engineer', 'customer'] as const satisfies readonly Party[];

/** What the call log is asked for. */
export interface CallFilter {
  search: Search | null;
  outcome: Outcome | null;
  party: Party | null;
  severity: number | null;
  /** begun then or later */
  from: Date | null;
  /** begun before then */
  until: Date | null;
}

/** Reads the filters of a query. What cannot be read is left out, and told. @param zone of the days */
export function readCallFilter(query: unknown, zone: string): { filter: CallFilter; isFaulty: boolean } {
  const typed = (name: string) => textOf(query, name);
  const oneOf = <T extends string>(name: string, known: readonly T[]) =>
    known.find((each) => each === typed(name)) ?? null;
  const { from, until, isFaulty } = readDaySpan(query, zone);
  const severity = oneOf('severity', ['1', '2', '3', '4']);
  const filter = {
    search: readSearch(typed('q')),
    outcome: oneOf('outcome', OUTCOMES),
    party: oneOf('party', PARTIES),
    severity: severity === null ? null : Number(severity),
    from,
    until,
  };
  const { outcome, party } = filter;
  const unread = { severity, outcome, party };
  const isUnread = Object.entries(unread).some(([name, read]) => typed(name) !== '' && read === null);
  return { filter, isFaulty: isFaulty || isUnread };
}
