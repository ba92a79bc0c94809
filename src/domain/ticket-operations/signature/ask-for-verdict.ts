import type { Work } from '../../../platform/db/work.ts';
import { setTimer } from '../../../platform/timers/timer-store.ts';
import type { HotlineWork } from '../../calls/hotline.ts';
import { staleAt } from '../../escalation/acknowledgement-clock.ts';
import { notifyCustomer } from '../../paging/notify.ts';
import { isUnanswered, type Ticket } from '../../tickets/ticket.ts';
import { lockTicket } from '../../tickets/ticket-store.ts';
import { windowOf } from '../../tickets/ticket-window.ts';
import { addEvent } from '../../tickets/timeline-store.ts';
import { laneOf } from '../../tickets/urgency.ts';
import { remindUnhurried, waitForVerdict } from './verdict-clock.ts';

/** The customer was asked whether the released change helps, and has not said. */
export function awaitsVerdict(ticket: Pick<Ticket, 'signatureStage' | 'status'>): boolean {
  return ticket.signatureStage === 'released' && ticket.status !== 'closed';
}

/**
 * From a release on the customer's word is waited for: they are reminded by SMS first, and only then an engineer is rung to
 * ask them. Where an answer was given before, the reminder is all.
 */
export async function awaitVerdict({ tx, now }: Work, ticketNumber: string): Promise<void> {
  const ticket = await lockTicket(tx, ticketNumber);
  if (!ticket) return;
  const timer = { subject: ticket.number, priority: laneOf(ticket) };
  const window = await windowOf(tx, ticket);
  const { remindAt, callAt } = waitForVerdict(window, now);
  const dueAt = isUnanswered(ticket) ? remindAt : remindUnhurried(window, now);
  await setTimer(tx, { ...timer, kind: 'ask-verdict', dueAt });
  if (ticket.status !== 'acknowledged') return;
  await setTimer(tx, { ...timer, kind: 'begin-callback', dueAt: callAt });
  await setTimer(tx, { ...timer, kind: 'acknowledgement-stale', dueAt: staleAt(window, callAt) });
}

/** Nothing was heard of a released change: its customer is asked once more. */
export async function askForVerdict(work: HotlineWork, ticketNumber: string): Promise<void> {
  const { tx, now } = work;
  const ticket = await lockTicket(tx, ticketNumber);
  if (!ticket || !awaitsVerdict(ticket)) return;
  await addEvent(tx, ticket.number, {
    at: now,
    kind: 'progress',
    actor: 'hotline',
    detail: { stage: 'asked' },
  });
  // where an answer was given before, the reminder is all: no call is promised that does not come
  const vars = { 'call-follows': isUnanswered(ticket) ? 'yes' : '' };
  await notifyCustomer(work, { text: 'signature-reminder', ticket, vars });
}
