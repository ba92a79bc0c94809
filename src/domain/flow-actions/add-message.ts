import { addCallerMessage } from '../ticket-operations/add-caller-message.ts';
import { findTicket } from '../tickets/ticket-store.ts';
import { defineAction } from './action.ts';

/** A recorded message joins a ticket that exists; whoever has the ticket is told. */
export const addMessage = defineAction(
  {
    added: { gives: 'message' },
  },
  async (deps, { tx, now, visit }) => {
    const ticket = await findTicket(tx, visit.vars['asked-case'] ?? '');
    const { recording, 'recording-seconds': seconds } = visit.vars;
    if (ticket && recording)
      await addCallerMessage({ tx, hotline: deps.hotline, now }, ticket, {
        recording,
        seconds: Number(seconds),
      });
    return { outcome: 'added' };
  },
);
