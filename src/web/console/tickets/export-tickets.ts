import { isLate } from '../../../domain/tickets/ticket.ts';
import type { Db } from '../../../platform/db/database.ts';
import type { TicketRow } from '../../read-model/ticket-view.ts';
import { BYTE_ORDER_MARK, csvLine } from '../calls/csv.ts';
import type { Words } from '../words/index.ts';
import { type EngineersByKey, engineerName } from './engineers-by-key.ts';
import { readTicketCursor, readTickets } from './read-tickets.ts';
import type { TicketListFilter } from './ticket-filter.ts';

const AT_ONCE = 500;
/** Spreadsheets take no more than a million; a file of this length says at its end that it is cut. */
const MAX_LINES = 100_000;

/** How a ticket's row is told: the language, what engineers are called, and the instant. */
export interface Telling {
  words: Words;
  people: EngineersByKey;
  now: Date;
}

/** The tickets that fit a filter as CSV, in its order, piece by piece: the whole is never held in memory. */
export async function* exportTickets(
  db: Db,
  filter: TicketListFilter,
  telling: Telling,
): AsyncGenerator<string> {
  const { words, now } = telling;
  const line = (cells: readonly (string | number | null)[]) => csvLine(cells, words.csvSeparator);
  yield BYTE_ORDER_MARK + line(words.tickets.csv);
  let after = null;
  let written = 0;
  do {
    const { tickets, next } = await readTickets(db, filter, { after, limit: AT_ONCE, now });
    yield tickets.map((ticket) => line(cellsOf(ticket, telling))).join('');
    written += tickets.length;
    after = next === null ? null : readTicketCursor(next, filter);
  } while (after !== null && written < MAX_LINES);
  if (after !== null) yield line([words.tickets.csvCut(written)]);
}

function cellsOf(ticket: TicketRow, { words, people, now }: Telling): (string | number | null)[] {
  const person = (key: string | null) => (key === null ? null : engineerName(people, key));
  const instant = (at: Date | null) => at?.toISOString() ?? null;
  return [
    ticket.number,
    words.status[ticket.status],
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
  ];
}
