import type { Party } from '../../../domain/calls/call.ts';
import { readPhone } from '../../../domain/directory-entry/phone.ts';
import { textOf } from '../form.ts';
import { readDay } from '../read-day.ts';

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

/** What somebody typed, and what it may be besides words. */
export interface Search {
  text: string;
  /** E.164 */
  phone: string | null;
  /** digits that stand together in a number */
  partOfPhone: string | null;
  /** a ticket's or a customer's number */
  digits: string | null;
}

const LONGEST_SEARCH = 200;
/** Fewer digits stand in nearly every number. */
const SHORTEST_PART = 3;
const LONGEST_PART = 15;

/** Reads the filters of a query. What cannot be read is left out, and told. @param zone of the days */
export function readCallFilter(query: unknown, zone: string): { filter: CallFilter; isFaulty: boolean } {
  const typed = (name: string) => textOf(query, name);
  const oneOf = <T extends string>(name: string, known: readonly T[]) =>
    known.find((each) => each === typed(name)) ?? null;
  const from = readDay(typed('from'), zone);
  const until = readDay(typed('until'), zone)?.plus({ days: 1 }) ?? null;
  const severity = oneOf('severity', ['1', '2', '3', '4']);
  const filter = {
    search: readSearch(typed('q').slice(0, LONGEST_SEARCH)),
    outcome: oneOf('outcome', OUTCOMES),
    party: oneOf('party', PARTIES),
    severity: severity === null ? null : Number(severity),
    from: from?.toJSDate() ?? null,
    until: until?.toJSDate() ?? null,
  };
  const { outcome, party } = filter;
  const unread = { from, until, severity, outcome, party };
  const isFaulty = Object.entries(unread).some(([name, read]) => typed(name) !== '' && read === null);
  return { filter, isFaulty };
}

function readSearch(text: string): Search | null {
  if (text === '') return null;
  const digits = /^\d{1,18}$/.test(text) ? text : null;
  const phone = /\d{4}/.test(text) ? (readPhone(text, 'DE').number ?? null) : null;
  return { text, digits, phone, partOfPhone: readPart(text) };
}

/** What is typed of a number, as it stands in E.164: `030 231`, `+49 30 231`, `0049 30`, or digits of its middle or end. */
function readPart(text: string): string | null {
  if (!/^\+?[\d\s()/.-]+$/.test(text)) return null;
  const digits = text.replaceAll(/\D/g, '').replace(/^00?/, '');
  return digits.length >= SHORTEST_PART && digits.length <= LONGEST_PART ? digits : null;
}
