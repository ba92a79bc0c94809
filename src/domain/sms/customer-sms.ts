import type { Contact } from '../customers/customer-store.ts';
import type { Ticket } from '../tickets/ticket.ts';

/** A customer's SMS: who wrote it, and from which number. */
export interface CustomerSms {
  /** of the message it is kept as */
  id: string;
  contact: Contact;
  /** E.164 */
  from: string;
  body: string;
  /** pictures and other files that came with it; none of them is kept */
  media: number;
}

/** Whether it is its writer's own ticket: they are its contact, or have the number that is to be called back. */
export function isOwnTicket({ contactId, callbackNumber }: Ticket, { contact, from }: CustomerSms): boolean {
  return contactId === contact.id || callbackNumber === from;
}
