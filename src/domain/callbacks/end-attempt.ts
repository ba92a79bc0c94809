import type { Tx } from '../../platform/db/database.ts';
import type { Hotline } from '../calls/hotline.ts';
import { notifyCustomer } from '../paging/notify.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { askOutcome } from './ask-outcome.ts';
import type { Attempt } from './callback.ts';
import { endAttempt } from './callback-store.ts';
import { decideAttemptEnd, type Failure } from './decide-attempt-end.ts';
import { planNextTry } from './plan-next-try.ts';
import { writeLegs } from './write-legs.ts';

/** An attempt that did not bring an answer is over, see `decideAttemptEnd`. */
export async function attemptFailed(
  tx: Tx,
  hotline: Hotline,
  { ticket, attempt, outcome }: { ticket: Ticket; attempt: Attempt; outcome: Failure },
  now: Date,
): Promise<void> {
  if (!(await endAttempt(tx, attempt.id, outcome, now))) return;
  const { engineer } = attempt;
  const ended = { kind: 'callback-ended', actor: engineer ?? 'supervisors', detail: { outcome } } as const;
  await addEvent(tx, ticket.number, { at: now, ...ended });
  const { next, tellsCustomer, legs } = decideAttemptEnd(ticket, attempt, outcome);
  if (next === 'ask-outcome' && engineer !== null) await askOutcome(tx, hotline, { ticket, engineer }, now);
  if (next === 'next-try') await planNextTry(tx, hotline, ticket, now);
  if (tellsCustomer) await notifyCustomer(tx, hotline, { text: 'callback-missed', ticket }, now);
  await writeLegs(tx, legs, now);
}
