import { Duration } from 'luxon';
import type { Db } from '../../platform/db/database.ts';
import { findAttemptOfCall, findRunningAttempt } from '../callbacks/callback-store.ts';
import { callerOnTheLine } from '../callbacks/connect.ts';
import { ringHolder } from '../callbacks/ring-holder.ts';
import type { ActionContext } from '../calls/action.ts';
import type { Call } from '../calls/call.ts';
import { changeCall } from '../calls/call-store.ts';
import { findPlan } from '../plans/rule-store.ts';
import { isUnanswered, type Ticket } from '../tickets/ticket.ts';
import { lockTicket, serveByCall } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { type ActionDeps, defineAction } from './action.ts';
import { isNobodyAsked } from './is-nobody-asked.ts';
import { joinWaitingEngineer } from './join-waiting-engineer.ts';

const DEFAULT_HOLD = 'PT3M';

/** The caller stays on the line until an engineer is there, for as long as the plan says and not a round longer. */
export const waitForEngineer = defineAction(
  {
    // the plan bounds how long somebody waits, and a talk is had once
    waiting: { tells: ['waiting-since'], bounded: true },
    joining: { tells: ['ticket'], bounded: true },
    over: {},
  },
  async (deps, context) => {
    const { tx, now, call, visit } = context;
    const ticket = await lockTicket(tx, (await waitedForAbout(tx, call)) ?? (visit.vars.ticket || '0'));
    if (!ticket || !isUnanswered(ticket)) return { outcome: 'over' };
    const isFirstGone = !(await callerOnTheLine(tx, ticket));
    if (isFirstGone) await serveByCall(tx, ticket.number, call.id);
    if (await joinWaitingEngineer({ tx, now }, ticket, await findRunningAttempt(tx, ticket.number), call)) {
      // whoever is put through before the promise was told has no need of it any more
      await serveByCall(tx, ticket.number, call.id);
      if (call.ticketNumber === null) await changeCall(tx, call.id, { ticketNumber: ticket.number });
      return { outcome: 'joining', vars: { unconfirmed: '', ticket: ticket.number } };
    }
    // it has become milder, or the business hours are over
    if (ticket.verified && (await isNobodyAsked(tx, ticket, now))) return { outcome: 'over' };
    if (await isCalledBackLater(deps, context, ticket)) return { outcome: 'over' };
    const since = visit.vars['waiting-since'];
    if (since === undefined) {
      await addEvent(tx, ticket.number, { at: now, kind: 'waiting', actor: 'caller' });
      return { outcome: 'waiting', vars: { 'waiting-since': now.toISOString() } };
    }
    // a hold as long as their plan's would tell who is not verified of it
    const plan = ticket.verified ? await findPlan(tx, ticket.plan) : null;
    const holdMs = Duration.fromISO(plan?.holdFor ?? DEFAULT_HOLD).toMillis();
    return { outcome: now.getTime() - Date.parse(since) < holdMs ? 'waiting' : 'over' };
  },
);

/** Whoever has the ticket is rung for the caller; who has just keyed that they call later is not waited for, where they can. */
async function isCalledBackLater(
  { hotline }: ActionDeps,
  { tx, now, visit }: ActionContext,
  ticket: Ticket,
): Promise<boolean> {
  const since = visit.vars['waiting-since'] ?? now;
  const isForLater = await ringHolder({ tx, hotline, now }, ticket, new Date(since));
  return isForLater && ticket.verified && ticket.callbackNumber !== null;
}

/** The ticket about which an engineer waits for just this caller, who may have called about something else. */
async function waitedForAbout(db: Db, call: Call): Promise<string | null> {
  const attempt = await findAttemptOfCall(db, call.id);
  return attempt?.stage === 'customer' ? attempt.ticketNumber : null;
}
