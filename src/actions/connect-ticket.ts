import { beginCallback } from '../callbacks/begin-callback.ts';
import { findRunningAttempt } from '../callbacks/callback-store.ts';
import { changeCall } from '../calls/call-store.ts';
import { isUnanswered } from '../tickets/ticket.ts';
import { lockTicket, serveByCall } from '../tickets/ticket-store.ts';
import { defineAction } from './action.ts';
import { joinWaitingEngineer } from './join-waiting-engineer.ts';

/**
 * A customer calls about a case whose callback is open, and wants to be connected now: whoever has the case is rung up,
 * and the callback is done by this call.
 */
export const connectTicket = defineAction(
  ['waiting', 'joining', 'closed'],
  async (desk, { tx, now, call, visit }) => {
    const ticket = await lockTicket(tx, visit.vars.ticket ?? '0');
    if (!ticket || !isUnanswered(ticket)) return { outcome: 'closed' };
    await serveByCall(tx, ticket.number, call.id);
    await changeCall(tx, call.id, { ticketNumber: ticket.number });
    if (await joinWaitingEngineer(tx, ticket, await findRunningAttempt(tx, ticket.number), call, now)) {
      return { outcome: 'joining' };
    }
    await beginCallback(tx, desk.line, ticket.number, now);
    return { outcome: 'waiting', vars: { 'waiting-since': now.toISOString() } };
  },
);
