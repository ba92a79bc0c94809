import type { Tx } from '../../platform/db/database.ts';
import { isFinal } from '../calls/call.ts';
import { findCall } from '../calls/call-store.ts';
import type { Attempt } from './callback.ts';
import { findRunningAttempt } from './callback-store.ts';

/** The talk about a ticket that is going on: neither has hung up. The attempt itself goes on until its outcome is keyed. */
export async function findTalk(tx: Tx, ticketNumber: string): Promise<Attempt | null> {
  const attempt = await findRunningAttempt(tx, ticketNumber);
  if (attempt?.stage !== 'joined') return null;
  for (const id of [attempt.engineerCallId, attempt.customerCallId]) {
    const leg = id === null ? null : await findCall(tx, id);
    if (!leg || isFinal(leg.status)) return null;
  }
  return attempt;
}
