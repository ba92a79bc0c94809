import type { Tx } from '../../platform/db/database.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import type { Hotline } from '../calls/hotline.ts';
import { notifyCustomer } from '../paging/notify.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { isUnanswered } from '../tickets/ticket.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { askOutcome } from './ask-outcome.ts';
import type { Attempt, AttemptOutcome } from './callback.ts';
import { endAttempt } from './callback-store.ts';
import { planNextTry } from './plan-next-try.ts';

/** An attempt that did not bring an answer is over: the other leg is told, and the next try is planned, or the outcome asked for. */
export async function attemptFailed(
  tx: Tx,
  hotline: Hotline,
  ticket: Ticket,
  attempt: Attempt,
  outcome: Exclude<AttemptOutcome, 'qualified-answer' | 'facts-requested'>,
  now: Date,
): Promise<void> {
  if (!(await endAttempt(tx, attempt.id, outcome, now))) return;
  await addEvent(tx, ticket.number, {
    at: now,
    kind: 'callback-ended',
    actor: attempt.engineer ?? 'supervisors',
    detail: { outcome },
  });
  if (!isUnanswered(ticket)) return;
  if (outcome === 'no-outcome' && attempt.stage === 'joined' && attempt.engineer !== null) {
    await askOutcome(tx, hotline, ticket, attempt.engineer, now);
    return;
  }
  await planNextTry(tx, hotline, ticket, now);
  if (outcome === 'customer-not-reached')
    await notifyCustomer(tx, hotline, { text: 'callback-missed', ticket }, now);
  if (attempt.engineerCallId && outcome === 'customer-not-reached') {
    await setTimer(tx, { kind: 'wake-call', subject: attempt.engineerCallId, dueAt: now });
  }
  if (attempt.customerCallId && outcome === 'engineer-hung-up') {
    await setTimer(tx, { kind: 'end-call', subject: attempt.customerCallId, dueAt: now });
  }
}
