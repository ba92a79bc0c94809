import { objectToAnswer as object } from '../ticket-operations/object-to-answer.ts';
import { describeTicket, TICKET_VALUES } from '../tickets/describe-ticket.ts';
import { findTicket } from '../tickets/ticket-store.ts';
import { defineAction } from './action.ts';
import { callBackCaller } from './keep-callback-number.ts';

/** A caller says that an answered ticket of theirs is not solved: it is open again, and they are called back. */
export const objectToAnswer = defineAction(
  {
    reopened: { tells: TICKET_VALUES, gives: 'ticket', bounded: true },
    'not-answered': { tells: TICKET_VALUES },
    closed: { tells: TICKET_VALUES, formerly: 'not-answered' },
  },
  async (deps, context) => {
    const { tx, now, call, visit } = context;
    const ticket = await findTicket(tx, visit.vars['asked-case'] ?? '');
    const isTheirs = ticket !== null && ticket.customerNumber === call.customerNumber;
    if (!isTheirs) return { outcome: 'not-answered' };
    // the menu of the ticket follows: it tells where it stands by now
    if (ticket.status !== 'answered') {
      const vars = await describeTicket(tx, ticket, now);
      return { outcome: ticket.status === 'closed' ? 'closed' : 'not-answered', vars };
    }
    const reopened = await object({ tx, hotline: deps.hotline, now }, { ticket, channel: 'call' });
    if (!reopened) return { outcome: 'not-answered' };
    await callBackCaller(context, reopened);
    return { outcome: 'reopened', vars: await describeTicket(tx, reopened, now) };
  },
);
