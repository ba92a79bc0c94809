import { findAttemptOfCall } from '../callbacks/callback-store.ts';
import { describeTicket, TICKET_VALUES } from '../tickets/describe-ticket.ts';
import { isUnanswered } from '../tickets/ticket.ts';
import { findTicket } from '../tickets/ticket-store.ts';
import { defineAction } from './action.ts';

/** The customer's leg of a callback was answered: is the engineer still there, and is this a person? */
export const beginCallback = defineAction(
  {
    person: { tells: TICKET_VALUES },
    machine: { tells: TICKET_VALUES },
    over: { tells: TICKET_VALUES },
  },
  async (_desk, { tx, now, call, visit }) => {
    const ticket = await findTicket(tx, call.ticketNumber ?? '0');
    const attempt = await findAttemptOfCall(tx, call.id);
    const vars = ticket ? await describeTicket(tx, ticket, now) : {};
    if (!ticket || !isUnanswered(ticket) || !attempt || attempt.stage === 'ended')
      return { outcome: 'over', vars };
    return { outcome: visit.machine ? 'machine' : 'person', vars };
  },
);
