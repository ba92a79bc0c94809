import { findAttemptOfCall } from '../callbacks/callback-store.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { defineAction } from './action.ts';
import { joinWaitingEngineer } from './join-waiting-engineer.ts';

/** A person pressed the key: customer and engineer meet in the ticket's room. */
export const joinCustomer = defineAction(
  {
    joining: {},
    over: {},
  },
  async (_desk, { tx, now, call }) => {
    const ticket = await lockTicket(tx, call.ticketNumber ?? '0');
    const attempt = await findAttemptOfCall(tx, call.id);
    if (!ticket || attempt?.stage === 'ended') return { outcome: 'over' };
    return { outcome: (await joinWaitingEngineer({ tx, now }, ticket, attempt, call)) ? 'joining' : 'over' };
  },
);
