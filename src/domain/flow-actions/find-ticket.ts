import type { Tx } from '../../platform/db/database.ts';
import type { Call } from '../calls/call.ts';
import { findCustomer } from '../customers/customer-store.ts';
import { describeTicket, TICKET_VALUES } from '../tickets/describe-ticket.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { findTicket as findTicketByNumber } from '../tickets/ticket-store.ts';
import { defineAction } from './action.ts';
import { mayUseTheLine } from './may-use-the-line.ts';
import { ticketsOfBefore } from './tickets-of-before.ts';

/** A ticket that exists: only one's own customer's is found, and once their contract has ended only what may be called about. */
export const findTicket = defineAction(
  {
    found: { tells: [...TICKET_VALUES, 'asked-case'], gives: 'ticket' },
    held: { tells: [...TICKET_VALUES, 'asked-case'], gives: 'ticket' },
    'not-found': {},
  },
  async (_desk, { tx, now, call, visit }) => {
    const ticket = await findTicketByNumber(tx, visit.vars['asked-ticket'] ?? '');
    if (!ticket || call.customerNumber === null || ticket.customerNumber !== call.customerNumber) {
      return { outcome: 'not-found' };
    }
    if (!(await mayCallAbout(tx, call, ticket, now))) return { outcome: 'not-found' };
    const told = await describeTicket(tx, ticket, now);
    const vars = { ...told, 'asked-case': ticket.number };
    return { outcome: ticket.status === 'acknowledged' ? 'held' : 'found', vars };
  },
);

async function mayCallAbout(
  tx: Tx,
  { contactId }: Pick<Call, 'contactId'>,
  { number, customerNumber }: Ticket,
  now: Date,
): Promise<boolean> {
  const customer = customerNumber === null ? null : await findCustomer(tx, customerNumber);
  if (!customer || (await mayUseTheLine(tx, customer, now))) return true;
  const ofBefore = await ticketsOfBefore(tx, { customerNumber: customer.number, contactId }, now);
  return ofBefore.some((one) => one.number === number);
}
