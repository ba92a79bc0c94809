import type { HotlineWork } from '../calls/hotline.ts';
import { notifyCustomer } from '../paging/notify.ts';
import { isUnanswered } from '../tickets/ticket.ts';
import type { Actor } from '../users/actor.ts';
import { type Closing, closeTicket } from './close-ticket.ts';

/** Somebody closes a ticket. Its customer was promised an answer and gets none: they are told, and how to object. */
export async function closeAndTell(
  work: HotlineWork,
  closing: { ticketNumber: string; by: Actor; text?: string | undefined },
): Promise<Closing> {
  const closed = await closeTicket(work, closing);
  if (closed.outcome === 'closed' && isUnanswered(closed.ticket))
    await notifyCustomer(work, { text: 'closed-unanswered', ticket: closed.ticket });
  return closed;
}
