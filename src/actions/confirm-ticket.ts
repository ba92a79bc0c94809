import { findRunningAttempt } from '../callbacks/callback-store.ts';
import { findPlan } from '../directory/rule-store.ts';
import { describeTicket } from '../paging/describe-ticket.ts';
import { textCustomer } from '../paging/text-people.ts';
import { findTicket } from '../tickets/ticket-store.ts';
import { defineAction } from './action.ts';
import { joinWaitingEngineer } from './join-waiting-engineer.ts';

/** The promise is sent by SMS, and the caller hears how it goes on: put through, on hold, or called back. */
export const confirmTicket = defineAction(['live', 'callback', 'joining', 'stay'], async (desk, context) => {
  const { tx, now, call, visit } = context;
  const ticket = await findTicket(tx, visit.vars.ticket ?? '');
  if (!ticket) return { outcome: 'callback' };
  const vars = { ...(await describeTicket(tx, ticket, now)), unconfirmed: '' };
  await textCustomer(tx, desk.line, { text: 'ticket-opened', ticket }, now);
  const attempt = await findRunningAttempt(tx, ticket.number);
  if (await joinWaitingEngineer(tx, ticket, attempt, call, now)) return { outcome: 'joining', vars };
  if (ticket.callbackNumber === null) return { outcome: 'stay', vars };
  const plan = await findPlan(tx, ticket.plan);
  return { outcome: plan?.live.includes(ticket.severity) ? 'live' : 'callback', vars };
});
