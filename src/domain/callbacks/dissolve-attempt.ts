import type { Work } from '../../platform/db/work.ts';
import type { AttemptOutcome } from './callback.ts';
import { endAttempt, findRunningAttempt } from './callback-store.ts';
import { decideDissolution } from './decide-attempt-end.ts';
import { writeLegs } from './write-legs.ts';

/** The ticket is over while a callback is under way, see `decideDissolution`. */
export async function dissolveAttempt(
  work: Work,
  ticketNumber: string,
  outcome: AttemptOutcome,
): Promise<void> {
  const { tx, now } = work;
  const attempt = await findRunningAttempt(tx, ticketNumber);
  if (!attempt) return;
  await endAttempt(tx, attempt.id, outcome, now);
  await writeLegs(work, decideDissolution(attempt));
}
