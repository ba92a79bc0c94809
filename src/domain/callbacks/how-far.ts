import type { Tx } from '../../platform/db/database.ts';
import { isFinal } from '../calls/call.ts';
import { findCall } from '../calls/call-store.ts';
import type { Attempt } from './callback.ts';
import { findTalk } from './find-talk.ts';

/** How far a callback is: the engineer waits for the customer; the customer has picked up, or both talk; or there is none. */
export type HowFar = 'none' | 'awaited' | 'on-the-line';

/**
 * Whether the customer is on the line with an engineer. Whoever has called us themselves is not, before they are joined: they
 * wait, or speak to the menu.
 */
export async function howFar(tx: Tx, attempt: Attempt | null): Promise<HowFar> {
  if (attempt === null) return 'none';
  if (attempt.stage === 'joined') return (await findTalk(tx, attempt.ticketNumber)) ? 'on-the-line' : 'none';
  const leg = attempt.customerCallId === null ? null : await findCall(tx, attempt.customerCallId);
  const hasPickedUp = leg?.party === 'customer' && leg.answeredAt !== null && !isFinal(leg.status);
  return hasPickedUp ? 'on-the-line' : 'awaited';
}
