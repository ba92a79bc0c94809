import { isLate } from '../../../domain/tickets/ticket.ts';
import type { Db } from '../../../platform/db/database.ts';
import type { TicketRow } from '../../read-model/ticket-view.ts';
import { csvFile } from '../calls/csv.ts';
import { sayStatus } from '../say-status.ts';
import type { Words } from '../words/index.ts';
import { type EngineersByKey, engineerName } from './engineers-by-key.ts';
import { readTicketCursor, readTickets } from './read-tickets.ts';
import type { TicketListFilter } from './ticket-filter.ts';
import type { TicketPlace } from './ticket-list-store.ts';

const AT_ONCE = 500;
const MAX_LINES = 100_000;

/** How a ticket's row is told: the language, what engineers are called, and the instant. */
export interface Telling {
  words: Words;
  people: EngineersByKey;
  /** what people call the plans, by key */
  plans: ReadonlyMap<string, string>;
  now: Date;
}

/** The tickets that fit a filter as CSV, in its order. */
export function exportTickets(db: Db, filter: TicketListFilter, telling: Telling): AsyncGenerator<string> {
  const { words, now } = telling;
  return csvFile({
    heads: words.tickets.csv,
    separator: words.csvSeparator,
    async read(after: TicketPlace | null) {
      const { tickets, next } = await readTickets(db, filter, { after, limit: AT_ONCE, now });
      return { rows: tickets, next: next === null ? null : readTicketCursor(next, filter) };
    },
    cellsOf: (ticket) => cellsOf(ticket, telling),
    cut: { after: MAX_LINES, say: words.tickets.csvCut },
  });
}

function cellsOf(ticket: TicketRow, { words, people, plans, now }: Telling): (string | number | null)[] {
  const person = (key: string | null) => (key === null ? null : engineerName(people, key));
  const instant = (at: Date | null) => at?.toISOString() ?? null;
  return [
    ticket.number,
    sayStatus(words, ticket),
    ticket.severity,
    words.kind[ticket.kind],
    ticket.customerNumber,
    ticket.customerName,
    ticket.contactName,
    ticket.plan,
    instant(ticket.openedAt),
    instant(ticket.respondBy),
    instant(ticket.acknowledgedAt),
    person(ticket.acknowledgedBy),
    instant(ticket.answeredAt),
    person(ticket.answeredBy),
    isLate(ticket, now) ? words.tickets.late : null,
    ticket.reopenings,
    // a program reads the key, which stays the same
    ticket.plan && (plans.get(ticket.plan) ?? ticket.plan),
  ];
}
