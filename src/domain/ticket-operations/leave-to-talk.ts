import type { Work } from '../../platform/db/work.ts';
import { hasAnswerOnItsWay, type Ticket } from '../tickets/ticket.ts';
import { changeTicket } from '../tickets/ticket-store.ts';
import { overtakeWrittenAnswers } from './written-answer-store.ts';

/**
 * The customer wants to speak to somebody, or does: what was written to them before, and is on its way, settles nothing any
 * more, however late the carrier says that it arrived. What comes of the talk does.
 */
export async function leaveToTalk({ tx, now }: Work, ticket: Ticket): Promise<void> {
  if (!hasAnswerOnItsWay(ticket)) return;
  await overtakeWrittenAnswers(tx, ticket.number, now);
  await changeTicket(tx, ticket.number, { answerSentAt: null });
}
