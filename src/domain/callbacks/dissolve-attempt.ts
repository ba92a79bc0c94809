import type { Work } from '../../platform/db/work.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { engineerOrSupervisors } from '../users/actor.ts';
import type { Attempt, AttemptOutcome } from './callback.ts';
import { endAttempt, findRunningAttempt } from './callback-store.ts';
import { decideDissolution } from './decide-attempt-end.ts';
import { writeLegs } from './write-legs.ts';

/** The callback that is under way is not wanted any more, see `decideDissolution`. */
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

/** Whoever has the ticket lets go of it while the customer is awaited: whoever has it next calls. */
export async function withdrawAttempt(work: Work, { ticketNumber, engineer }: Attempt): Promise<void> {
  const { tx, now } = work;
  const ended = { kind: 'callback-ended', detail: { outcome: 'withdrawn' } } as const;
  await dissolveAttempt(work, ticketNumber, 'withdrawn');
  await addEvent(tx, ticketNumber, { at: now, actor: engineerOrSupervisors(engineer), ...ended });
}
