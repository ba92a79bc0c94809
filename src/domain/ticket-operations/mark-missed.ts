import type { Work } from '../../platform/db/work.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { isInFlood } from '../paging/flood.ts';
import { notifySupervisors } from '../paging/notify.ts';
import { isUnanswered } from '../tickets/ticket.ts';
import { changeTicket, lockTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { laneOf } from '../tickets/urgency.ts';

/** The deadline has passed without an answer: the miss is marked when it happens, and stays. Paging goes on. */
export async function markMissed(work: HotlineWork, ticketNumber: string): Promise<void> {
  const { tx, now } = work;
  const ticket = await lockTicket(tx, ticketNumber);
  if (!ticket || !isUnanswered(ticket) || ticket.missedAt !== null || ticket.respondBy > now) return;
  // also when the alarm rings late, or the ticket was opened again after its time
  await changeTicket(tx, ticket.number, { missedAt: ticket.respondBy });
  const detail = { acknowledgedBy: ticket.acknowledgedBy };
  await addEvent(tx, ticket.number, { at: now, kind: 'deadline-missed', actor: 'hotline', detail });
  // of a flood they know, and each of its tickets would be one more text
  if (!(await isInFlood(tx, ticket))) await notifySupervisors(work, { text: 'missed', ticket });
}

/** A miss that stands in the future was marked by a clock that went wrong: the deadline is watched as before. */
export async function takeMissBack({ tx, now }: Work, ticketNumber: string): Promise<void> {
  const ticket = await lockTicket(tx, ticketNumber);
  if (!ticket || !isUnanswered(ticket) || ticket.missedAt === null || ticket.missedAt <= now) return;
  await changeTicket(tx, ticket.number, { missedAt: null });
  await setTimer(tx, {
    kind: 'deadline',
    subject: ticket.number,
    dueAt: ticket.respondBy,
    priority: laneOf(ticket),
  });
  await addEvent(tx, ticket.number, { at: now, kind: 'miss-taken-back', actor: 'hotline', detail: {} });
}
