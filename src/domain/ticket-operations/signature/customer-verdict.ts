import { clearTimer } from '../../../platform/timers/timer-store.ts';
import { promiseWindow } from '../../calendar/response-target.ts';
import { openCallback } from '../../callbacks/callback-store.ts';
import type { HotlineWork } from '../../calls/hotline.ts';
import { notifyCustomer } from '../../paging/notify.ts';
import { promisedPlan } from '../../tickets/promised-rules.ts';
import { isUnanswered, type Ticket } from '../../tickets/ticket.ts';
import { changeTicket } from '../../tickets/ticket-store.ts';
import { calendarOf } from '../../tickets/ticket-window.ts';
import { addEvent } from '../../tickets/timeline-store.ts';
import { writeDecision } from '../../tickets/write-decision.ts';
import { answerTicket } from '../answer-ticket.ts';
import { decideSignatureObjection } from '../decide-reopening.ts';

/**
 * The released change helps: the ticket is closed. Where nobody had answered it before, the release is the answer, given at the
 * instant at which the customer confirms it.
 */
export async function confirmSignature(work: HotlineWork, ticket: Ticket): Promise<void> {
  const { tx, now } = work;
  if (isUnanswered(ticket)) {
    const by = ticket.acknowledgedBy ?? 'customer';
    const how = 'signature-confirmed' as const;
    const answer = { ticketNumber: ticket.number, by, how, channel: 'sms', reached: 'confirmed' } as const;
    await answerTicket(work, answer);
  }
  await clearTimer(tx, 'ask-verdict', ticket.number);
  await changeTicket(tx, ticket.number, { signatureStage: 'confirmed', status: 'closed', closedAt: now });
  await addEvent(tx, ticket.number, {
    at: now,
    kind: 'progress',
    actor: 'customer',
    detail: { stage: 'confirmed' },
  });
  await notifyCustomer(work, { text: 'signature-confirmed', ticket });
}

/** The released change does not help: the ticket is open again, see `decideSignatureObjection`. */
export async function objectToSignature(work: HotlineWork, ticket: Ticket): Promise<void> {
  const { tx, now } = work;
  const plan = await promisedPlan(tx, ticket);
  if (!plan) return;
  const { calendar } = await calendarOf(tx, ticket.calendar);
  const window = promiseWindow(plan.response[ticket.severity], calendar, now);
  await openCallback(tx, ticket.number, now);
  const reopened = await writeDecision(work, ticket, decideSignatureObjection(ticket, window, now));
  const text = reopened.respondBy > now ? 'signature-reopened' : 'signature-reopened-late';
  await notifyCustomer(work, { text, ticket: reopened });
}
