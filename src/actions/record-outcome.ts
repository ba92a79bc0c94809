import { answerTicket } from '../callbacks/answer-ticket.ts';
import { findRunningAttempt } from '../callbacks/callback-store.ts';
import { attemptFailed } from '../callbacks/end-attempt.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline.ts';
import { defineAction } from './action.ts';
import { actorOf } from './begin-page.ts';

/** The engineer keys what came of the talk: the first two stop the clock, *not yet* plans the next try. */
export const recordOutcome = defineAction(
  ['answered', 'facts-requested', 'not-yet', 'over'],
  async (desk, { tx, now, call, visit }) => {
    const by = actorOf(call.engineer);
    const ticketNumber = call.ticketNumber ?? '0';
    if (visit.vars.outcome === '3') {
      const ticket = await lockTicket(tx, ticketNumber);
      const attempt = await findRunningAttempt(tx, ticketNumber);
      if (!ticket || !attempt) return { outcome: 'over' };
      await addEvent(tx, ticket.number, {
        at: now,
        kind: 'outcome',
        actor: by,
        detail: { outcome: 'not-yet' },
      });
      await attemptFailed(tx, desk.line, ticket, attempt, 'not-yet', now);
      return { outcome: 'not-yet' };
    }
    const how = visit.vars.outcome === '1' ? 'qualified-answer' : 'facts-requested';
    const { outcome } = await answerTicket(
      tx,
      { ticketNumber, by, how, channel: 'call', callId: call.id },
      now,
    );
    if (outcome !== 'answered') return { outcome: 'over' };
    return { outcome: how === 'qualified-answer' ? 'answered' : 'facts-requested' };
  },
);
