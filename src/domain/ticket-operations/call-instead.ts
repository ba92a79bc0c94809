import { beginCallback } from '../callbacks/begin-callback.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { notifyEngineer } from '../paging/notify.ts';
import { IS_TIME } from '../paging/page.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { type Actor, wordOf } from '../users/actor.ts';
import { release } from './acknowledge.ts';

/**
 * A written answer does not reach the customer: whoever has the ticket is rung up to call them, and whoever wrote the
 * answer reads why. If nobody can be rung up, the ticket is paged anew.
 */
export async function callInstead(
  work: HotlineWork,
  { ticketNumber, by }: { ticketNumber: string; by: Actor },
): Promise<void> {
  const { tx, now } = work;
  const ticket = await lockTicket(tx, ticketNumber);
  if (!ticket) return;
  await addEvent(tx, ticket.number, { at: now, kind: 'answer-not-reached', actor: by });
  await notifyEngineer(work, wordOf(by), { text: 'answer-not-delivered', ticket });
  const begun = await beginCallback(work, { ticketNumber, reason: IS_TIME });
  if (begun === 'no-number') await release(work, ticket, 'the answer did not reach the customer');
}
