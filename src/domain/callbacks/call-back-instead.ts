import type { Tx } from '../../platform/db/database.ts';
import type { Hotline } from '../calls/hotline.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { findRunningAttempt } from './callback-store.ts';
import { callCustomer } from './connect.ts';
import { attemptFailed } from './end-attempt.ts';

/**
 * A caller who was to be put through cannot be any more. An engineer who waits for just this leg has the customer called
 * back instead; without a number to call they are told at once.
 */
export async function callBackInstead(
  tx: Tx,
  hotline: Hotline,
  { ticket, legId }: { ticket: Ticket; legId: string },
  now: Date,
): Promise<void> {
  const attempt = await findRunningAttempt(tx, ticket.number);
  if (attempt?.customerCallId !== legId || attempt.stage !== 'customer') return;
  if (ticket.callbackNumber === null)
    await attemptFailed(tx, hotline, { ticket, attempt, outcome: 'customer-not-reached' }, now);
  else await callCustomer(tx, hotline, { ticket, attempt, to: ticket.callbackNumber }, now);
}
