import type { Work } from '../../platform/db/work.ts';
import { isUnanswered, type Ticket } from '../tickets/ticket.ts';
import { changeTicket, lockTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { writeDecision } from '../tickets/write-decision.ts';
import type { Actor } from '../users/actor.ts';
import { addNote } from './add-note.ts';
import { decideMiss } from './decide-miss.ts';
import { stopWork } from './stop-work.ts';

/** Whether there was such a ticket that could be closed. */
export type Closing = { outcome: 'unknown' } | { outcome: 'over' | 'closed'; ticket: Ticket };

/**
 * Closes a ticket, because its customer took it back or a person decided so. One without an answer is nobody's any more: its pages,
 * its callback and what was written to the customer are withdrawn.
 * @param closing.text why, for the timeline
 */
export async function closeTicket(
  work: Work,
  closing: { ticketNumber: string; by: Actor; text?: string | undefined },
): Promise<Closing> {
  const { tx, now } = work;
  const { ticketNumber, by, text } = closing;
  const current = await lockTicket(tx, ticketNumber);
  if (!current) return { outcome: 'unknown' };
  if (current.status === 'closed') return { outcome: 'over', ticket: current };
  await addNote(tx, { ticketNumber, by, text }, now);
  // the alarm of its deadline finds a ticket that is over, and marks nothing any more
  const missed = decideMiss(current, now);
  if (missed) await writeDecision(work, current, missed);
  await changeTicket(tx, current.number, { status: 'closed', closedAt: now, answerSentAt: null });
  await addEvent(tx, current.number, { at: now, kind: 'closed', actor: by });
  const over = { callId: null, attempt: 'withdrawn', callback: 'withdrawn' } as const;
  if (isUnanswered(current)) await stopWork(work, current.number, over);
  return { outcome: 'closed', ticket: current };
}
