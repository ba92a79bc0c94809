import type { Work } from '../../platform/db/work.ts';
import type { AttemptOutcome } from '../callbacks/callback.ts';
import { isLate, isUnanswered, type Means, type Ticket } from '../tickets/ticket.ts';
import { changeTicket, lockTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { type Actor, wordOf } from '../users/actor.ts';
import { stopWork } from './stop-work.ts';

/** What stops the clock: a specialist's preliminary analysis, or the specialist's request for the missing facts. */
export type QualifiedAnswer = Extract<AttemptOutcome, 'qualified-answer' | 'facts-requested'>;

/**
 * What a customer has an answer by. `own call`: the engineer has keyed that they have talked without us; `confirmed`: the
 * customer says themselves that it helps.
 */
type Reached = 'joined call' | 'own call' | 'sms delivered' | 'portal' | 'confirmed';

/** An answer, and how it came to the customer. */
export interface AnswerGiven {
  ticketNumber: string;
  by: Actor;
  /** `signature-confirmed`: the customer says that the released change helps */
  how: QualifiedAnswer | 'signature-confirmed';
  channel: Means;
  reached: Reached;
  text?: string;
  callId?: string;
}

/** The customer has the qualified answer: the clock stops, pages and callback are over. A late answer stays visible as a miss. */
export async function answerTicket(
  work: Work,
  answer: AnswerGiven,
): Promise<{ outcome: 'answered' | 'over'; ticket: Ticket } | { outcome: 'unknown'; ticket: null }> {
  const { tx, now } = work;
  const ticket = await lockTicket(tx, answer.ticketNumber);
  if (!ticket) return { outcome: 'unknown', ticket: null };
  if (!isUnanswered(ticket)) return { outcome: 'over', ticket };
  const by = wordOf(answer.by);
  const answered = await changeTicket(tx, ticket.number, {
    status: 'answered',
    answeredAt: now,
    answeredBy: by,
    answerSentAt: null,
    ...(ticket.acknowledgedAt ? {} : { acknowledgedAt: now, acknowledgedBy: by }),
  });
  const { how, channel, reached, text } = answer;
  const detail = {
    how,
    channel,
    reached,
    late: isLate(answered, now),
    ...(text === undefined ? {} : { text }),
  };
  await addEvent(tx, ticket.number, { at: now, kind: 'answered', actor: answer.by, detail });
  const attempt = how === 'signature-confirmed' ? 'withdrawn' : how;
  await stopWork(work, ticket.number, { callId: answer.callId ?? null, attempt, callback: 'done' });
  return { outcome: 'answered', ticket: answered };
}
