import type { HotlineWork } from '../calls/hotline.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { findRunningAttempt } from './callback-store.ts';
import { callCustomer } from './connect.ts';
import { attemptFailed } from './end-attempt.ts';

/**
 * A caller who was to be put through cannot be any more. An engineer who waits for just this leg has the customer called
 * back instead; without a number to call they are told at once.
 */
export async function callBackInstead(
  work: HotlineWork,
  { ticket, legId }: { ticket: Ticket; legId: string },
): Promise<void> {
  const { tx } = work;
  const attempt = await findRunningAttempt(tx, ticket.number);
  if (attempt?.customerCallId !== legId || attempt.stage !== 'customer') return;
  if (ticket.callbackNumber === null)
    await attemptFailed(work, { ticket, attempt, outcome: 'customer-not-reached' });
  else await callCustomer(work, { ticket, attempt, to: ticket.callbackNumber });
}
