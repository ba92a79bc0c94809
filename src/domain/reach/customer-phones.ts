import type { Db } from '../../platform/db/database.ts';
import { contactsOf } from '../customers/customer-store.ts';
import type { Ticket } from '../tickets/ticket.ts';

/** Further phones are not rung: an engineer waits meanwhile. */
export const MAX_PHONES = 4;

/**
 * Where the customer of a ticket is reached, E.164, in the order they are tried: the callback number, then the contact's
 * other phones. Of somebody who is not verified it is the contact who has the callback number in the contract, so that no
 * call ever goes anywhere else.
 */
export async function customerPhones(
  db: Db,
  ticket: Pick<Ticket, 'customerNumber' | 'contactId' | 'callbackNumber'>,
  now: Date,
): Promise<string[]> {
  const { customerNumber, contactId, callbackNumber } = ticket;
  if (callbackNumber === null) return [];
  const contacts = customerNumber === null ? [] : await contactsOf(db, customerNumber, now);
  const contact = contacts.find(({ id, phones }) =>
    contactId === null ? phones.includes(callbackNumber) : id === contactId,
  );
  return [...new Set([callbackNumber, ...(contact?.phones ?? [])])].slice(0, MAX_PHONES);
}
