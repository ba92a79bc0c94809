import type { Tx } from '../../platform/db/database.ts';
import { endCallback } from '../callbacks/callback-store.ts';
import { dissolveAttempt } from '../callbacks/dissolve-attempt.ts';
import { withdrawPages } from '../paging/withdraw-pages.ts';
import { isUnanswered, type Ticket } from '../tickets/ticket.ts';
import { changeTicket, lockTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import type { Actor } from '../users/actor.ts';
import { clearClock } from './clear-timers.ts';
import { overtakeWrittenAnswers } from './written-answer-store.ts';

/** A case is closed without an answer, because the customer took it back or a person decided so. @returns whether it was open */
export async function withdrawTicket(
  tx: Tx,
  ticket: Pick<Ticket, 'number'>,
  by: Actor,
  now: Date,
): Promise<boolean> {
  const current = await lockTicket(tx, ticket.number);
  if (!current || current.status === 'closed') return false;
  await changeTicket(tx, current.number, { status: 'closed', closedAt: now, answerSentAt: null });
  await addEvent(tx, current.number, { at: now, kind: 'closed', actor: by });
  if (!isUnanswered(current)) return true;
  await clearClock(tx, current.number);
  await withdrawPages(tx, current.number, now, null);
  await dissolveAttempt(tx, current.number, 'withdrawn', now);
  await overtakeWrittenAnswers(tx, current.number, now);
  await endCallback(tx, current.number, 'withdrawn', now);
  return true;
}
