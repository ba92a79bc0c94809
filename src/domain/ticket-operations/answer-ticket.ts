import type { Work } from '../../platform/db/work.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { writeDecision } from '../tickets/write-decision.ts';
import { type AnswerGiven, decideAnswered } from './decide-answered.ts';
import { stopWork } from './stop-work.ts';

/** Of which ticket an answer is, and in which call it was given. */
export interface AnswerOfTicket extends AnswerGiven {
  ticketNumber: string;
  callId?: string;
}

/** The customer has the qualified answer, see `decideAnswered`: pages and callback are over. */
export async function answerTicket(
  work: Work,
  answer: AnswerOfTicket,
): Promise<{ outcome: 'answered' | 'over'; ticket: Ticket } | { outcome: 'unknown'; ticket: null }> {
  const ticket = await lockTicket(work.tx, answer.ticketNumber);
  if (!ticket) return { outcome: 'unknown', ticket: null };
  const decided = decideAnswered(ticket, answer, work.now);
  if (!decided) return { outcome: 'over', ticket };
  const answered = await writeDecision(work, ticket, decided.decision);
  const { attempt } = decided;
  await stopWork(work, ticket.number, { callId: answer.callId ?? null, attempt, callback: 'done' });
  return { outcome: 'answered', ticket: answered };
}
