import { addCallerMessage } from '../ticket-operations/add-caller-message.ts';
import { describeTicket, TICKET_VALUES } from '../tickets/describe-ticket.ts';
import { findTicket } from '../tickets/ticket-store.ts';
import { defineAction } from './action.ts';

/** A recorded message joins a ticket that exists; whoever has the ticket is told. */
export const addMessage = defineAction(
  {
    added: { tells: TICKET_VALUES, gives: 'message' },
  },
  async (deps, { tx, now, visit }) => {
    const ticket = await findTicket(tx, visit.vars['asked-case'] ?? '');
    const { recording, 'recording-seconds': seconds } = visit.vars;
    if (ticket && recording)
      await addCallerMessage({ tx, hotline: deps.hotline, now }, ticket, {
        recording,
        seconds: Number(seconds),
      });
    // answered or closed while they spoke: the menu that follows tells it
    return { outcome: 'added', vars: ticket ? await describeTicket(tx, ticket, now) : {} };
  },
);
