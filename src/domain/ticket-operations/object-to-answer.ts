import type { HotlineWork } from '../calls/hotline.ts';
import { notifyHolder } from '../paging/notify.ts';
import type { Means, Ticket } from '../tickets/ticket.ts';
import { reopenTicket } from './reopen-ticket.ts';

/**
 * The customer says that an answer does not help: the ticket is open again, and whoever answered it knows why.
 * @returns the ticket, or null if it is open anyway
 */
export async function objectToAnswer(
  work: HotlineWork,
  { ticket, channel, text }: { ticket: Ticket; channel: Means; text?: string },
): Promise<Ticket | null> {
  const objection = { ticketNumber: ticket.number, by: 'customer', channel, ...(text ? { text } : {}) };
  const reopened = await reopenTicket(work, objection);
  if (reopened.outcome !== 'reopened') return null;
  const words = { text: 'objected', ticket: reopened.ticket, vars: { quote: text ?? '' } };
  if (ticket.answeredBy !== null) await notifyHolder(work, ticket.answeredBy, words);
  return reopened.ticket;
}
