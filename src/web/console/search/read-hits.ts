import type { Db } from '../../../platform/db/database.ts';
import type { CallRow } from '../../read-model/call-view.ts';
import type { TicketRow } from '../../read-model/ticket-view.ts';
import { readCallFilter } from '../calls/call-filter.ts';
import { readCalls } from '../calls/read-calls.ts';
import { readTickets } from '../tickets/read-tickets.ts';
import { readTicketFilter } from '../tickets/ticket-filter.ts';
import { findPeople, type PersonHits } from './hit-store.ts';
import type { Search } from './read-search.ts';

/** What a search has found, the first few of each kind. */
export interface Hits extends PersonHits {
  tickets: TicketRow[];
  calls: CallRow[];
}

/** Whoever looks for more goes to the list of its kind. */
const MAX_OF_EACH = 6;

export async function readHits(db: Db, search: Search, now: Date): Promise<Hits> {
  // no filter but the search itself
  const tickets = { ...readTicketFilter({}, 'UTC').filter, search };
  const calls = { ...readCallFilter({}, 'UTC').filter, search };
  const [people, foundTickets, foundCalls] = await Promise.all([
    findPeople(db, search, MAX_OF_EACH),
    readTickets(db, tickets, { after: null, limit: MAX_OF_EACH, now }),
    readCalls(db, calls, { cursor: null, limit: MAX_OF_EACH }),
  ]);
  const isNumber = ({ number }: TicketRow) => number === search.digits;
  // the ticket of the number that was typed comes before those in which it stands
  const sorted = [...foundTickets.tickets].sort(
    (one, other) => Number(isNumber(other)) - Number(isNumber(one)),
  );
  return { ...people, tickets: sorted, calls: foundCalls.calls };
}
