import type { HotlineWork } from '../calls/hotline.ts';
import { cutText } from '../messages/shorten.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import type { Actor } from '../users/actor.ts';
import { notifyCustomer } from './notify.ts';

/** What a customer is told of it, at most: three parts of an SMS. The timeline keeps it whole. */
const MAX_TOLD = 400;

/**
 * How a ticket goes on: it stands on the timeline, and its contact is told. The clock runs on.
 * @returns whether there was a number to tell the contact on
 */
export async function tellProgress(
  work: HotlineWork,
  progress: { ticket: Ticket; by: Actor; text: string },
): Promise<boolean> {
  const { tx, now } = work;
  const { ticket, by, text } = progress;
  const told = ticket.callbackNumber !== null;
  await addEvent(tx, ticket.number, {
    at: now,
    kind: 'progress',
    actor: by,
    detail: { text, ...(told ? {} : { told }) },
  });
  await notifyCustomer(work, { text: 'progress', ticket, vars: { answer: cutText(text, MAX_TOLD) } });
  return told;
}
