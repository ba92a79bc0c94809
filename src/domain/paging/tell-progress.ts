import type { HotlineWork } from '../calls/hotline.ts';
import { cutText } from '../messages/shorten.ts';
import { REPEAT_MS } from '../service-updates/service-update.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { addEvent, wasSaid } from '../tickets/timeline-store.ts';
import type { Actor } from '../users/actor.ts';
import { notifyCustomer, whyNotWritten } from './notify.ts';

/** What a customer is told of it, at most: three parts of an SMS. The timeline keeps it whole. */
const MAX_TOLD = 400;

/**
 * How a ticket goes on: it stands on the timeline, and its contact is told. The clock runs on. Doing it twice with the same
 * words tells nobody twice.
 * @returns whether the contact is written to
 */
export async function tellProgress(
  work: HotlineWork,
  progress: { ticket: Ticket; by: Actor; text: string },
): Promise<boolean> {
  const { tx, now } = work;
  const { ticket, by, text } = progress;
  const why = whyNotWritten(ticket);
  const told = why === null;
  const since = new Date(now.getTime() - REPEAT_MS);
  if (await wasSaid(tx, ticket.number, { actor: by, text, toCustomer: true }, since)) return told;
  await addEvent(tx, ticket.number, {
    at: now,
    kind: 'progress',
    actor: by,
    // by this it is told from a note
    detail: { text, told, ...(told ? {} : { why }) },
  });
  await notifyCustomer(work, { text: 'progress', ticket, vars: { answer: cutText(text, MAX_TOLD) } });
  return told;
}
