import type { Tx } from '../../platform/db/database.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import { beginCallback } from '../callbacks/begin-callback.ts';
import type { Attempt } from '../callbacks/callback.ts';
import { changeAttempt, findRunningAttempt } from '../callbacks/callback-store.ts';
import { callerOnTheLine } from '../callbacks/connect.ts';
import type { Call } from '../calls/call.ts';
import { changeCall } from '../calls/call-store.ts';
import { leaveToTalk } from '../ticket-operations/leave-to-talk.ts';
import { describeTicket } from '../tickets/describe-ticket.ts';
import { isUnanswered, type Ticket } from '../tickets/ticket.ts';
import { lockTicket, serveByCall } from '../tickets/ticket-store.ts';
import { defineAction } from './action.ts';
import { isNobodyAsked } from './is-nobody-asked.ts';
import { joinWaitingEngineer } from './join-waiting-engineer.ts';
import { ASKED_TICKET_VALUES, describeAskedTicket } from './ticket-asked-for.ts';

/**
 * A customer calls about a ticket whose callback is open, and wants to be connected now: whoever has the ticket is rung up,
 * and the callback is done by this call. An engineer who is just having the customer's phone rung gets this call instead.
 * What was written to them before settles nothing then. Where nobody has it and nobody is paged before the next business hours, nobody is waited for. A colleague who is on the
 * line about it already came first, and is who the engineer is joined with.
 */
export const connectTicket = defineAction(
  {
    waiting: { tells: ['waiting-since'], gives: 'person' },
    joining: { gives: 'person' },
    'after-hours': { tells: ASKED_TICKET_VALUES, gives: 'ticket', formerly: 'waiting' },
    'colleague-first': { tells: ASKED_TICKET_VALUES, gives: 'ticket', formerly: 'waiting' },
    closed: {},
  },
  async (deps, { tx, now, call, visit }) => {
    const ticket = await lockTicket(tx, visit.vars.ticket ?? '0');
    // since it was told it may have been answered
    if (!ticket || !isUnanswered(ticket))
      return { outcome: 'closed', vars: ticket ? await describeTicket(tx, ticket, now) : {} };
    if (await isNobodyAsked(tx, ticket, now))
      return { outcome: 'after-hours', vars: await describeAskedTicket(tx, ticket, now) };
    if (await isColleagueFirst(tx, ticket, call))
      return { outcome: 'colleague-first', vars: await describeAskedTicket(tx, ticket, now) };
    await serveByCall(tx, ticket.number, call.id);
    await changeCall(tx, call.id, { ticketNumber: ticket.number });
    await leaveToTalk({ tx, now }, ticket);
    const attempt = await findRunningAttempt(tx, ticket.number);
    const served = attempt && (await serveByThisCall(tx, attempt, call.id, now));
    if (await joinWaitingEngineer({ tx, now }, ticket, served, call)) {
      return { outcome: 'joining' };
    }
    await beginCallback({ tx, hotline: deps.hotline, now }, { ticketNumber: ticket.number });
    return { outcome: 'waiting', vars: { 'waiting-since': now.toISOString() } };
  },
);

/** Whoever calls once more themselves is another matter: their first call may be lost, and this one is where they are. */
async function isColleagueFirst(tx: Tx, ticket: Ticket, call: Call): Promise<boolean> {
  const first = await callerOnTheLine(tx, ticket);
  return first !== null && first.contactId !== null && first.contactId !== call.contactId;
}

/** The customer was just being called: that phone stops ringing. */
async function serveByThisCall(tx: Tx, attempt: Attempt, callId: string, now: Date): Promise<Attempt> {
  if (attempt.stage !== 'customer') return attempt;
  if (attempt.customerCallId && attempt.customerCallId !== callId)
    await setTimer(tx, { kind: 'end-call', subject: attempt.customerCallId, dueAt: now });
  await changeAttempt(tx, attempt.id, { stage: 'customer', customerCallId: callId });
  return { ...attempt, customerCallId: callId };
}
