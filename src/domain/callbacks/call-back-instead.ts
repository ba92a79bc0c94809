import type { HotlineWork } from '../calls/hotline.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { findAttemptOfCall, findRunningAttempt } from './callback-store.ts';
import { callCustomer } from './connect.ts';
import { attemptFailed } from './end-attempt.ts';

/**
 * A caller who was to be put through cannot be any more. An engineer who waits for just this leg, about whichever ticket, has
 * the customer called back instead; without a number to call they are told at once.
 */
export async function callBackInstead(work: HotlineWork, legId: string): Promise<void> {
  const { tx } = work;
  const begun = await findAttemptOfCall(tx, legId);
  const ticket = begun && (await lockTicket(tx, begun.ticketNumber));
  if (!ticket) return;
  const attempt = await findRunningAttempt(tx, ticket.number);
  if (attempt?.customerCallId !== legId || attempt.stage !== 'customer') return;
  if (ticket.callbackNumber === null)
    await attemptFailed(work, { ticket, attempt, outcome: 'customer-not-reached' });
  else await callCustomer(work, { ticket, attempt, to: ticket.callbackNumber });
}
