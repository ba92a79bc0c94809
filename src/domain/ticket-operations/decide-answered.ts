import type { AttemptOutcome } from '../callbacks/callback.ts';
import type { Decision } from '../tickets/decision.ts';
import { isLate, isUnanswered, type Means, type Ticket } from '../tickets/ticket.ts';
import { type Actor, wordOf } from '../users/actor.ts';

/** What stops the clock: a specialist's preliminary analysis, or the specialist's request for the missing facts. */
export type QualifiedAnswer = Extract<AttemptOutcome, 'qualified-answer' | 'facts-requested'>;

/**
 * What a customer has an answer by. `own call`: the engineer has keyed that they have talked without us; `confirmed`: the
 * customer says themselves that it helps.
 */
type Reached = 'joined call' | 'own call' | 'sms delivered' | 'portal' | 'confirmed';

/** An answer, and how it came to the customer. */
export interface AnswerGiven {
  by: Actor;
  /** `signature-confirmed`: the customer says that the released change helps */
  how: QualifiedAnswer | 'signature-confirmed';
  channel: Means;
  reached: Reached;
  text?: string;
}

/** What an answer changes, and what becomes of the try to call back that is going on. */
export interface AnsweredDecision {
  decision: Decision;
  attempt: AttemptOutcome;
}

/**
 * The customer has the qualified answer: the clock stops at this instant, and who answers has the ticket if nobody had it. A late
 * answer stays visible as a miss.
 * @returns null: the ticket is over, and nothing follows
 */
export function decideAnswered(ticket: Ticket, answer: AnswerGiven, now: Date): AnsweredDecision | null {
  if (!isUnanswered(ticket)) return null;
  const { by: actor, how, channel, reached, text } = answer;
  const by = wordOf(actor);
  const late = isLate({ ...ticket, status: 'answered', answeredAt: now }, now);
  const detail = { how, channel, reached, late, ...(text === undefined ? {} : { text }) };
  return {
    attempt: how === 'signature-confirmed' ? 'withdrawn' : how,
    decision: {
      events: [{ kind: 'answered', actor, detail }],
      change: {
        status: 'answered',
        answeredAt: now,
        answeredBy: by,
        answerSentAt: null,
        ...(ticket.acknowledgedAt ? {} : { acknowledgedAt: now, acknowledgedBy: by }),
      },
    },
  };
}
