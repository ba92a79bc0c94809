import type { HotlineWork } from '../calls/hotline.ts';
import { notifySupervisors } from '../paging/notify.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { windowOf } from '../tickets/ticket-window.ts';
import { writeDecision } from '../tickets/write-decision.ts';
import { findOpenCallback, planCallback } from './callback-store.ts';
import { decideNextTry } from './decide-next-try.ts';

/**
 * Plans the next try of a ticket's callback, see `decideNextTry`; after the last one the supervisors are told.
 * @returns when it will be, or null
 */
export async function planNextTry(work: HotlineWork, ticket: Ticket): Promise<Date | null> {
  const { tx, now } = work;
  const callback = await findOpenCallback(tx, ticket.number);
  if (!callback) return null;
  const { at, decision } = decideNextTry({ ticket, window: await windowOf(tx, ticket) }, callback, now);
  await planCallback(tx, callback.id, at);
  if (at === null) await notifySupervisors(work, { text: 'callback-exhausted', ticket });
  await writeDecision(work, ticket, decision);
  return at;
}
