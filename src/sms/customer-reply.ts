import { withdrawTicket } from '../callbacks/withdraw-ticket.ts';
import type { Tx } from '../db/database.ts';
import type { Contact } from '../directory/customer-store.ts';
import { findTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline.ts';

const NO = /^\s*(?:nein|no|n)\b\D*(?<ticket>\d+)?\s*[.!]*\s*$/i;

/**
 * A customer answers an SMS of ours. `NEIN 4711` takes back a case that was opened because their call was cut off;
 * anything else about a case of theirs stands on its timeline.
 */
export async function handleCustomerReply(tx: Tx, contact: Contact, body: string, now: Date): Promise<void> {
  const number = NO.exec(body)?.groups?.ticket ?? /\d{3,}/.exec(body)?.[0];
  const ticket = number === undefined ? null : await findTicket(tx, number);
  if (!ticket || ticket.customerNumber !== contact.customerNumber) return;
  if (NO.test(body) && ticket.abandoned && ticket.contactId === contact.id) {
    await withdrawTicket(tx, ticket, 'customer', now);
    return;
  }
  await addEvent(tx, ticket.number, {
    at: now,
    kind: 'message',
    actor: 'customer',
    detail: { text: body.slice(0, 1_600) },
  });
}
