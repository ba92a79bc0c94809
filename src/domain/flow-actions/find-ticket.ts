import { findTicket as findTicketByNumber } from '../tickets/ticket-store.ts';
import { defineAction } from './action.ts';
import { ASKED_TICKET_VALUES, describeAskedTicket } from './ticket-asked-for.ts';
import { mayCallAbout } from './tickets-of-before.ts';

/** A ticket that exists: only one's own customer's is found, and once their contract has ended only what may be called about. */
export const findTicket = defineAction(
  {
    found: { tells: ASKED_TICKET_VALUES, gives: 'ticket' },
    held: { tells: ASKED_TICKET_VALUES, gives: 'ticket' },
    'not-found': {},
  },
  async (_desk, { tx, now, call, visit }) => {
    const ticket = await findTicketByNumber(tx, visit.vars['asked-ticket'] ?? '');
    if (!ticket || call.customerNumber === null || ticket.customerNumber !== call.customerNumber) {
      return { outcome: 'not-found' };
    }
    if (!(await mayCallAbout(tx, ticket, now))) return { outcome: 'not-found' };
    const vars = await describeAskedTicket(tx, ticket, now);
    return { outcome: ticket.status === 'acknowledged' ? 'held' : 'found', vars };
  },
);
