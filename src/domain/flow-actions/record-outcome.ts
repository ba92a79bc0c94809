import { findAttemptOfCall, findRunningAttempt, forgetTries } from '../callbacks/callback-store.ts';
import { attemptFailed } from '../callbacks/end-attempt.ts';
import { planNextTry } from '../callbacks/plan-next-try.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { changePage, findOpenPagesOfCall } from '../paging/page-store.ts';
import { giveAnswer } from '../ticket-operations/give-answer.ts';
import { isUnanswered, type Ticket } from '../tickets/ticket.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { engineerOrSupervisors } from '../users/actor.ts';
import { defineAction } from './action.ts';

/** The engineer keys what came of the talk: the first two stop the clock, *not yet* plans the next try. */
export const recordOutcome = defineAction(
  {
    answered: {},
    'facts-requested': {},
    'not-yet': {},
    over: {},
  },
  async (deps, { tx, now, call, visit }) => {
    const by = engineerOrSupervisors(call.engineer);
    const ticketNumber = call.ticketNumber ?? '0';
    const ticket = await lockTicket(tx, ticketNumber);
    if (!ticket || !isUnanswered(ticket)) return { outcome: 'over' };
    for (const page of await findOpenPagesOfCall(tx, call.id))
      await changePage(tx, page.id, { status: 'acknowledged', at: now });
    if (visit.vars.outcome === '3') {
      await forgetTries(tx, ticketNumber);
      await addEvent(tx, ticket.number, {
        at: now,
        kind: 'outcome',
        actor: by,
        detail: { outcome: 'not-yet' },
      });
      await goOn({ tx, hotline: deps.hotline, now }, { ticket, callId: call.id, by });
      return { outcome: 'not-yet' };
    }
    const how = visit.vars.outcome === '1' ? 'qualified-answer' : 'facts-requested';
    // who was not connected by us has keyed that they have talked all the same
    const reached = 'own call';
    const answer = { ticketNumber, by, how, channel: 'call' as const, callId: call.id, reached } as const;
    const { outcome } = await giveAnswer({ tx, hotline: deps.hotline, now }, answer);
    if (outcome !== 'answered') return { outcome: 'over' };
    return { outcome: how === 'qualified-answer' ? 'answered' : 'facts-requested' };
  },
);

/** What follows *not yet* for the ticket: it is said of the speaker's own talk. A colleague who has the ticket by now, or talks, is let be. */
async function goOn(
  work: HotlineWork,
  { ticket, callId, by }: { ticket: Ticket; callId: string; by: string },
): Promise<void> {
  const own = await findAttemptOfCall(work.tx, callId);
  if (own && own.stage !== 'ended') await attemptFailed(work, { ticket, attempt: own, outcome: 'not-yet' });
  else if (ticket.acknowledgedBy === by && !(await findRunningAttempt(work.tx, ticket.number)))
    await planNextTry(work, ticket);
}
