import { findRunningAttempt } from '../callbacks/callback-store.ts';
import { notifyCustomer } from '../paging/notify.ts';
import { findPlan } from '../plans/rule-store.ts';
import { describeTicket, TICKET_VALUES } from '../tickets/describe-ticket.ts';
import { isUnanswered } from '../tickets/ticket.ts';
import { findTicket } from '../tickets/ticket-store.ts';
import { defineAction } from './action.ts';
import { joinWaitingEngineer } from './join-waiting-engineer.ts';
import { ASKED_TICKET_VALUES, describeAskedTicket } from './ticket-asked-for.ts';

const OUTCOMES = {
  live: { tells: TICKET_VALUES },
  callback: { tells: TICKET_VALUES },
  joining: { tells: TICKET_VALUES },
  stay: { tells: ['ticket'] },
  joined: { tells: ['ticket'], formerly: 'stay' },
  closed: { tells: ASKED_TICKET_VALUES, gives: 'ticket', formerly: 'callback' },
} as const;

/**
 * The promise is sent by SMS, and the caller hears how it goes on: put through, on hold, or called back. Who is not verified
 * stays on the line, whether or not the contract has a number to call back: they are not to learn which.
 */
export const confirmTicket = defineAction(OUTCOMES, async (deps, context) => {
  const { tx, now, call, visit } = context;
  const ticket = await findTicket(tx, visit.vars.ticket ?? '');
  if (!ticket) return { outcome: 'callback' };
  const told = ticket.verified ? await describeTicket(tx, ticket, now) : { ticket: ticket.number };
  const vars = { ...told, unconfirmed: '' };
  // answered or closed while its caller was still being asked: there is nothing left to promise
  if (isUnanswered(ticket))
    await notifyCustomer({ tx, hotline: deps.hotline, now }, { text: 'ticket-opened', ticket });
  else if (ticket.verified)
    return { outcome: 'closed', vars: { ...(await describeAskedTicket(tx, ticket, now)), unconfirmed: '' } };
  const attempt = await findRunningAttempt(tx, ticket.number);
  if (await joinWaitingEngineer({ tx, now }, ticket, attempt, call)) return { outcome: 'joining', vars };
  if (visit.vars['told-joined']) return { outcome: 'joined', vars };
  if (!ticket.verified || ticket.callbackNumber === null) return { outcome: 'stay', vars };
  const plan = await findPlan(tx, ticket.plan);
  return { outcome: plan?.live.includes(ticket.severity) ? 'live' : 'callback', vars };
});
