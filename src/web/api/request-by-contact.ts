import { DateTime } from 'luxon';
import { z } from 'zod';
import type { Calendar } from '../../domain/calendar/calendar.ts';
import {
  type Contact,
  type Customer,
  contactsOf,
  findCustomer,
} from '../../domain/customers/customer-store.ts';
import { isSameName, keptName } from '../../domain/directory-entry/entry-values.ts';
import { readPhone } from '../../domain/directory-entry/phone.ts';
import { calendarOf } from '../../domain/tickets/ticket-window.ts';
import type { Db } from '../../platform/db/database.ts';
import { severity, text } from '../read-model/fields.ts';
import { invalidRequest, type Problem, problem } from './problem.ts';

/** Forms send what was left empty, mail gateways the line ends of a mail that says nothing. */
const emptyIsNone = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? null : value);

/** A request that the portal or the mail gateway hands in. */
export const requestSchema = z
  .strictObject({
    channel: z.enum(['portal', 'email']),
    customer: text(64).describe('customer number'),
    contact: text(200).describe(
      "a contact of the customer: name, id, or phone number with the country's code",
    ),
    severity,
    kind: z.enum(['problem', 'signature']),
    signature: z
      .enum(['false-negative', 'false-positive'])
      .nullable()
      .default(null)
      .describe('only with kind signature'),
    description: z.preprocess(emptyIsNone, text(10_000).nullable().default(null)),
  })
  .refine(({ kind, signature }) => kind === 'signature' || signature === null, {
    error: 'Only a change of signatures has it.',
    path: ['signature'],
  });

export type ContactRequest = z.output<typeof requestSchema>;

/** Who asks, and the hours in which they may ask in writing. */
export interface Requester {
  customer: Customer;
  contact: Contact;
  calendar: Calendar;
}

/** Finds who a request is from and whether their contract is in its term. */
export async function identifyRequester(
  db: Db,
  request: Pick<ContactRequest, 'customer' | 'contact'>,
  now: Date,
): Promise<Requester | { problem: Problem }> {
  const customer = await findCustomer(db, request.customer);
  if (!customer) {
    return invalidRequest({ path: 'customer', message: 'There is no customer with this number.' });
  }
  const [contact, other] = matchContacts(await contactsOf(db, customer.number, now), request.contact);
  if (!contact) {
    return invalidRequest({ path: 'contact', message: 'The customer has no such contact in force.' });
  }
  if (other) {
    return invalidRequest({
      path: 'contact',
      message: 'More than one contact fits this: send the name as it is on record, or an id.',
    });
  }
  const { calendar, timezone } = await calendarOf(db, customer.calendar);
  const today = DateTime.fromJSDate(now, { zone: timezone }).toISODate() ?? '';
  if (today < customer.validFrom || customer.validUntil < today) {
    const { validFrom, validUntil } = customer;
    const detail = `It runs from ${validFrom} until ${validUntil}.`;
    return problem('contract-not-in-term', detail, { validFrom, validUntil });
  }
  return { customer, contact, calendar };
}

/** By phone number, by id, or by name: as it is on record, else however it is capitalised and composed. */
function matchContacts(contacts: readonly Contact[], wanted: string): Contact[] {
  const phone = readPhone(wanted, 'DE').number;
  if (phone !== undefined) return contacts.filter(({ phones }) => phones.includes(phone));
  const id = wanted.toLowerCase();
  const named = contacts.find((contact) => contact.id === id || contact.name === keptName(wanted));
  return named ? [named] : contacts.filter(({ name }) => isSameName(name, wanted));
}
