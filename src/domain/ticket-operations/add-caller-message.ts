import type { HotlineWork } from '../calls/hotline.ts';
import { tellReaders } from '../paging/tell-readers.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { addEvent, lastEventAt } from '../tickets/timeline-store.ts';

/** Whoever calls again and again without saying who they are gives the engineer one SMS in this time. */
const BETWEEN_TEXTS_MS = 10 * 60_000;

/**
 * What a caller said about a ticket that exists stands on its timeline, and whom it concerns is told, see `tellReaders`.
 * @param message.recording the carrier's name for it
 */
export async function addCallerMessage(
  work: HotlineWork,
  ticket: Ticket,
  message: { recording: string; seconds: number },
): Promise<void> {
  const { tx, now } = work;
  const last = await lastEventAt(tx, ticket.number, 'caller-message');
  const isNews = last === null || now.getTime() - last.getTime() >= BETWEEN_TEXTS_MS;
  await addEvent(tx, ticket.number, {
    at: now,
    kind: 'caller-message',
    actor: 'caller',
    detail: { ...message },
  });
  // an emergency of whoever has not said who they are wakes nobody once more
  if (ticket.verified || (ticket.acknowledgedBy !== null && isNews))
    await tellReaders(work, { text: 'message-added', ticket });
}
