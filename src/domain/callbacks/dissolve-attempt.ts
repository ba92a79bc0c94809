import type { Tx } from '../../platform/db/database.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import type { AttemptOutcome } from './callback.ts';
import { endAttempt, findRunningAttempt } from './callback-store.ts';

/**
 * The ticket is over while a callback is under way. Two who talk are left to talk; a customer who is only being rung is left
 * in peace, and the engineer who waits for them hears that it is over.
 */
export async function dissolveAttempt(
  tx: Tx,
  ticketNumber: string,
  outcome: AttemptOutcome,
  now: Date,
): Promise<void> {
  const attempt = await findRunningAttempt(tx, ticketNumber);
  if (!attempt) return;
  await endAttempt(tx, attempt.id, outcome, now);
  if (attempt.stage !== 'customer') return;
  if (attempt.customerCallId)
    await setTimer(tx, { kind: 'end-call', subject: attempt.customerCallId, dueAt: now });
  if (attempt.engineerCallId)
    await setTimer(tx, { kind: 'wake-call', subject: attempt.engineerCallId, dueAt: now });
}
