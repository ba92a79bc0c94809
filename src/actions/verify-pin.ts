import { DateTime } from 'luxon';
import type { Call } from '../calls/call.ts';
import { changeCall } from '../calls/call-store.ts';
import type { Db, Tx } from '../db/database.ts';
import {
  type Contact,
  type Customer,
  contactByPinHash,
  contactsByPhone,
  findCustomer,
} from '../directory/customer-store.ts';
import { countFailure, forgetFailures, type GuardScope, isLocked } from '../directory/pin-guard.ts';
import { findPlan } from '../directory/rule-store.ts';
import { textSupervisors } from '../paging/text-people.ts';
import { calendarOf } from '../paging/ticket-window.ts';
import { hasDialInCode } from '../tickets/dial-in-code-store.ts';
import { findUnansweredTickets } from '../tickets/ticket-store.ts';
import { type Desk, defineAction } from './action.ts';
import { candidatesOf, hashName } from './prepare-pin.ts';

/**
 * The PIN tells which of the customer's contacts is calling. An unknown customer takes the same time and gets the same
 * answer as a wrong PIN.
 */
export const verifyPin = defineAction(
  ['verified', 'wrong', 'locked', 'dial-in', 'open-case', 'no-phone-line'],
  async (desk, { tx, call, visit, secrets, now }) => {
    const candidates = visit.vars['customer-number'] ?? '';
    const scope = await scopeOf(desk, tx, call, candidates, now);
    if (await isLocked(tx, scope, now)) return { outcome: 'locked' };
    const contact = await findContact(tx, call, secrets, now);
    const customer = contact && (await findCustomer(tx, contact.customerNumber));
    if (!contact || !customer) {
      await noteFailure(desk, tx, scope, now);
      return { outcome: 'wrong' };
    }
    await forgetFailures(tx, scope);
    await changeCall(tx, call.id, { customerNumber: customer.number, contactId: contact.id });
    const calledFromTheirs = call.fromNumber !== null && contact.phones.includes(call.fromNumber);
    const number = calledFromTheirs ? call.fromNumber : contact.phones[0];
    const vars = {
      'customer-number': customer.number,
      'customer-name': customer.name,
      contact: contact.id,
      'contact-name': contact.name,
      ...(number ? { 'callback-number': number } : {}),
    };
    if (!(await mayUseTheLine(tx, customer, now))) return { outcome: 'no-phone-line', vars };
    const [open] = (await findUnansweredTickets(tx, customer.number)).filter(
      (ticket) => ticket.contactId === contact.id,
    );
    if (!open) return { outcome: (await hasDialInCode(tx, contact, now)) ? 'dial-in' : 'verified', vars };
    const { timezone } = await calendarOf(tx, open.calendar);
    const told = {
      ticket: open.number,
      // until the caller asks for something else, the call is about this case
      'known-case': open.number,
      'respond-by': open.respondBy.toISOString(),
      zone: timezone,
    };
    return { outcome: 'open-case', vars: { ...vars, ...told } };
  },
);

/**
 * A call from a registered number counts for its contact, any other for the customer whose number was keyed in. What is
 * no customer's number may be a PIN that was keyed in too early: it is counted without being known.
 */
async function scopeOf(
  desk: Desk,
  db: Db,
  call: Call,
  customerNumber: string,
  now: Date,
): Promise<GuardScope> {
  const [contact] = call.fromNumber === null ? [] : await contactsByPhone(db, call.fromNumber, now);
  if (contact) return { kind: 'contact', id: contact.id };
  const customer = await findCustomer(db, customerNumber);
  return { kind: 'customer', id: customer?.number ?? desk.pins.blind(customerNumber) };
}

async function noteFailure(desk: Desk, tx: Tx, scope: GuardScope, now: Date): Promise<void> {
  for (const counted of [scope, { kind: 'all' as const, id: '' }]) {
    if (await countFailure(tx, counted, now))
      await textSupervisors(tx, desk.line, { text: `pin-alarm-${counted.kind}` }, now);
  }
}

async function findContact(
  db: Db,
  call: Call,
  secrets: Readonly<Record<string, string>>,
  now: Date,
): Promise<Contact | null> {
  for (const customerNumber of candidatesOf(call)) {
    const hash = Buffer.from(secrets[hashName(customerNumber)] ?? '', 'hex');
    const contact = await contactByPinHash(db, customerNumber, hash, now);
    if (contact) return contact;
  }
  return null;
}

/** The contract is in its term, and the plan has the line. */
async function mayUseTheLine(db: Db, customer: Customer, now: Date): Promise<boolean> {
  const [plan, { timezone }] = await Promise.all([
    findPlan(db, customer.plan),
    calendarOf(db, customer.calendar),
  ]);
  const today = DateTime.fromJSDate(now, { zone: timezone }).toISODate() ?? '';
  return plan?.phoneLine === true && customer.validFrom <= today && today <= customer.validUntil;
}
