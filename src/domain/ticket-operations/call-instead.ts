import type { Tx } from '../../platform/db/database.ts';
import { beginCallback } from '../callbacks/begin-callback.ts';
import type { Hotline } from '../calls/hotline.ts';
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
  tx: Tx,
  hotline: Hotline,
  { ticketNumber, by }: { ticketNumber: string; by: Actor },
  now: Date,
): Promise<void> {
  const ticket = await lockTicket(tx, ticketNumber);
  if (!ticket) return;
  await addEvent(tx, ticket.number, { at: now, kind: 'answer-not-reached', actor: by });
  await notifyEngineer(tx, hotline, wordOf(by), { text: 'answer-not-delivered', ticket }, now);
  const begun = await beginCallback(tx, hotline, { ticketNumber, reason: IS_TIME }, now);
  if (begun === 'no-number') await release(tx, ticket, 'the answer did not reach the customer', now);
}
