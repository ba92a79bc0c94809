import type { HotlineWork } from '../calls/hotline.ts';
import { notifyCustomer } from '../paging/notify.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { engineerOrSupervisors } from '../users/actor.ts';
import { askOutcome } from './ask-outcome.ts';
import type { Attempt } from './callback.ts';
import { endAttempt } from './callback-store.ts';
import { decideAttemptEnd, type Failure } from './decide-attempt-end.ts';
import { planNextTry } from './plan-next-try.ts';
import { writeLegs } from './write-legs.ts';

/** An attempt that did not bring an answer is over, see `decideAttemptEnd`. */
export async function attemptFailed(
  work: HotlineWork,
  { ticket, attempt, outcome }: { ticket: Ticket; attempt: Attempt; outcome: Failure },
): Promise<void> {
  const { tx, now } = work;
  if (!(await endAttempt(tx, attempt.id, outcome, now))) return;
  const { engineer } = attempt;
  const ended = {
    kind: 'callback-ended',
    actor: engineerOrSupervisors(engineer),
    detail: { outcome },
  } as const;
  await addEvent(tx, ticket.number, { at: now, ...ended });
  const { next, tellsCustomer, legs } = decideAttemptEnd(ticket, attempt, outcome);
  if (next === 'ask-outcome' && engineer !== null) await askOutcome(work, { ticket, engineer });
  if (next === 'next-try') await planNextTry(work, ticket);
  if (tellsCustomer) await notifyCustomer(work, { text: 'callback-missed', ticket });
  await writeLegs(work, legs);
}
