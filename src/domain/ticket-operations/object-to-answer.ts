import type { HotlineWork } from '../calls/hotline.ts';
import { notifyHolder, notifySupervisors } from '../paging/notify.ts';
import { isToldEnough } from '../paging/tell-readers.ts';
import { isUnanswered, isWithinObjection, type Means, type Ticket } from '../tickets/ticket.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { noteAnswerRead } from './answer-delivery.ts';
import { reopenTicket } from './reopen-ticket.ts';

/** Who says what of which answer. */
export interface CustomersObjection {
  ticketNumber: string;
  channel: Means;
  /** in their words */
  text?: string | undefined;
}

/**
 * The customer says that an answer does not help: the ticket is open again, and whoever answered it knows why. One that they
 * read was closed without an answer is open again, too, for some days. What is closed else is opened again by a supervisor
 * only: they read the objection, however it was made.
 * @returns with the ticket as it is then; `not-answered` where it is open anyway
 */
export async function objectToAnswer(
  work: HotlineWork,
  { ticketNumber, channel, text }: CustomersObjection,
): Promise<{ outcome: 'reopened' | 'closed' | 'not-answered'; ticket: Ticket | null }> {
  const { tx, now } = work;
  const locked = await lockTicket(tx, ticketNumber);
  const ticket = locked && (await noteAnswerRead(work, locked));
  if (!ticket || isUnanswered(ticket)) return { outcome: 'not-answered', ticket };
  if (ticket.status === 'closed' && !mayOpenAgain(ticket, now)) {
    await tellOfClosed(work, ticket, { channel, text });
    return { outcome: 'closed', ticket };
  }
  const objection = { ticketNumber, by: 'customer', channel, ...(text ? { text } : {}) };
  const reopened = await reopenTicket(work, objection);
  const words = { text: 'objected', ticket: reopened.ticket ?? ticket, vars: { quote: text ?? '' } };
  if (ticket.status === 'answered' && ticket.answeredBy !== null)
    await notifyHolder(work, ticket.answeredBy, words);
  return { outcome: 'reopened', ticket: reopened.ticket };
}

/** They were promised an answer and read that the ticket is closed without one. */
function mayOpenAgain({ answeredAt, closedAt }: Ticket, now: Date): boolean {
  return answeredAt === null && closedAt !== null && isWithinObjection(closedAt, now);
}

async function tellOfClosed(
  work: HotlineWork,
  ticket: Ticket,
  { channel, text = '' }: Omit<CustomersObjection, 'ticketNumber'>,
): Promise<void> {
  const { tx, now } = work;
  const isTold = !(await isToldEnough(work, ticket));
  const said = channel === 'sms' ? { text: text || 'N' } : { channel };
  await addEvent(tx, ticket.number, { at: now, kind: 'message', actor: 'customer', detail: said });
  const words = { text: 'closed-objection', ticket, vars: { quote: text } };
  if (isTold) await notifySupervisors(work, words);
}
