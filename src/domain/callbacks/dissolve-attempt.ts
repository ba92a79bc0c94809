import type { Tx } from '../../platform/db/database.ts';
import type { AttemptOutcome } from './callback.ts';
import { endAttempt, findRunningAttempt } from './callback-store.ts';
import { decideDissolution } from './decide-attempt-end.ts';
import { writeLegs } from './write-legs.ts';

/** The ticket is over while a callback is under way, see `decideDissolution`. */
export async function dissolveAttempt(
  tx: Tx,
  ticketNumber: string,
  outcome: AttemptOutcome,
  now: Date,
): Promise<void> {
  const attempt = await findRunningAttempt(tx, ticketNumber);
  if (!attempt) return;
  await endAttempt(tx, attempt.id, outcome, now);
  await writeLegs(tx, decideDissolution(attempt), now);
}
