import { objectToAnswer as object } from '../ticket-operations/object-to-answer.ts';
import { describeTicket, TICKET_VALUES } from '../tickets/describe-ticket.ts';
import { findTicket } from '../tickets/ticket-store.ts';
import { defineAction } from './action.ts';
import { callBackCaller } from './keep-callback-number.ts';

/**
 * A caller says that an answered ticket of theirs is not solved: it is open again, and they are called back. The menu of the
 * ticket follows, which tells where it stands by now.
 */
export const objectToAnswer = defineAction(
  {
    reopened: { tells: TICKET_VALUES, gives: 'ticket', bounded: true },
    'not-answered': { tells: TICKET_VALUES },
    closed: { tells: TICKET_VALUES, formerly: 'not-answered' },
  },
  async (deps, context) => {
    const { tx, now, call, visit } = context;
    const asked = await findTicket(tx, visit.vars['asked-case'] ?? '');
    const isTheirs = asked !== null && asked.customerNumber === call.customerNumber;
    if (!isTheirs) return { outcome: 'not-answered' };
    const work = { tx, hotline: deps.hotline, now };
    const { outcome, ticket } = await object(work, { ticketNumber: asked.number, channel: 'call' });
    if (!ticket) return { outcome: 'not-answered' };
    if (outcome === 'reopened') await callBackCaller(context, ticket);
    return { outcome, vars: await describeTicket(tx, ticket, now) };
  },
);
