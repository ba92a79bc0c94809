import type { Contact } from '../customers/customer-store.ts';
import type { Ticket } from '../tickets/ticket.ts';

/** A customer's SMS: who wrote it, and from which number. */
export interface CustomerSms {
  /** of the message it is kept as */
  id: string;
  /** everybody who has this number, perhaps at several customers, or whose tickets are called back there; never none */
  contacts: readonly Contact[];
  /** the customers at which the number is registered; at none it stands for the tickets that are called back there */
  customers: readonly string[];
  /** E.164 */
  from: string;
  body: string;
  /** pictures and other files that came with it; none of them is kept */
  media: number;
}

/** Whether it is its writer's own ticket: they are its contact, or have the number that is to be called back. */
export function isOwnTicket({ contactId, callbackNumber }: Ticket, { contacts, from }: CustomerSms): boolean {
  return contacts.some(({ id }) => id === contactId) || callbackNumber === from;
}

/** Whether a ticket is one of the customers' who have its writer's number, or is called back there. */
export function isOfWriter(
  { customerNumber, callbackNumber }: Pick<Ticket, 'customerNumber' | 'callbackNumber'>,
  { customers, from }: CustomerSms,
): boolean {
  return customers.some((number) => number === customerNumber) || callbackNumber === from;
}

/** The language its writer reads: as a contact of the ticket's customer, where there is one. */
export function languageOfWriter(
  { contacts }: Pick<CustomerSms, 'contacts'>,
  ticket: Pick<Ticket, 'contactId' | 'customerNumber'> | null,
): string {
  const known =
    contacts.find(({ id }) => id === ticket?.contactId) ??
    contacts.find(({ customerNumber }) => customerNumber === ticket?.customerNumber) ??
    contacts[0];
  return known?.language ?? '';
}

/** Who may have written, as people read it. */
export function namesOf(contacts: readonly Pick<Contact, 'name'>[]): string {
  return [...new Set(contacts.map(({ name }) => name))].join(' / ');
}

/** Who has written, if nobody else has the number; null: it may be one or the other. */
export function onlyContact({ contacts }: CustomerSms): string | null {
  return contacts.length === 1 ? (contacts[0]?.id ?? null) : null;
}
