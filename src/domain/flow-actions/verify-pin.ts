import type { ActionContext, ActionResult } from '../calls/action.ts';
import { changeCall } from '../calls/call-store.ts';
import { type Contact, type Customer, contactByPinHash, findCustomer } from '../customers/customer-store.ts';
import { forgetWrongPins } from '../customers/pin-count-store.ts';
import type { PinCost } from '../customers/pin-hasher.ts';
import { notePinWeakness, rekeyPin } from '../customers/seat-store.ts';
import { flawOf } from '../directory-entry/pin-rule.ts';
import { verificationFact } from '../evidence/call-facts.ts';
import { addFacts } from '../evidence/leaf-store.ts';
import { hasDialInCode } from '../tickets/dial-in-code-store.ts';
import { findUnansweredTickets } from '../tickets/ticket-store.ts';
import { calendarOf } from '../tickets/ticket-window.ts';
import { type ActionDeps, defineAction } from './action.ts';
import { type CountedScope, countWrongTry, isHeldUp, scopesOf } from './count-pin-tries.ts';
import { callerNumber } from './identify-caller.ts';
import { mayUseTheLineSince } from './may-use-the-line.ts';
import { candidatesOf, hashBeforeName, hashName } from './prepare-pin.ts';
import { ASKED_TICKET_VALUES, describeAskedTicket } from './ticket-asked-for.ts';
import { ticketsOfBefore } from './tickets-of-before.ts';

/** What is told of a caller who is verified. */
const CONTACT_VALUES = ['customer-number', 'customer-name', 'contact', 'contact-name'] as const;
/** The same of one who waits for an answer. */
const OPEN_CASE_VALUES = [...CONTACT_VALUES, 'ticket', 'known-case', 'respond-by', 'zone'] as const;
/** The same of one who may call about a ticket of before, and about nothing else. */
const CASE_OF_BEFORE_VALUES = [...CONTACT_VALUES, ...ASKED_TICKET_VALUES] as const;

const OUTCOMES = {
  verified: { tells: CONTACT_VALUES },
  wrong: {},
  slow: { formerly: 'wrong' },
  locked: {},

  // once a customer's number is keyed in, only that one can be meant
  'which-customer': { bounded: true, formerly: 'wrong' },
  'dial-in': { tells: CONTACT_VALUES },
  'open-case': { tells: OPEN_CASE_VALUES, gives: 'ticket' },
  'dial-in-or-open-case': { tells: OPEN_CASE_VALUES, gives: 'ticket', formerly: 'open-case' },
  'no-phone-line': { tells: CONTACT_VALUES },
  'open-case-only': { tells: CASE_OF_BEFORE_VALUES, gives: 'ticket', formerly: 'no-phone-line' },
  'open-cases-only': { tells: CASE_OF_BEFORE_VALUES, gives: 'ticket', formerly: 'no-phone-line' },
  'dial-in-only': { tells: CONTACT_VALUES, formerly: 'no-phone-line' },
  'dial-in-or-open-cases-only': {
    tells: CASE_OF_BEFORE_VALUES,
    gives: 'ticket',
    formerly: 'no-phone-line',
  },
} as const;

type PinResult = ActionResult<keyof typeof OUTCOMES>;

/** Since when the caller waits for the next PIN to be looked at; empty if they do not. */
const WAITS_SINCE = 'pin-waits-since';

/**
 * The PIN tells which of the customer's contacts is calling. An unknown customer takes the same time and gets the same
 * answer as a wrong PIN. `locked`: it was not looked at, and the next is after a wait; `slow`: it was wrong, and so is the
 * next; `which-customer`: it is right at several customers whose number the caller's is.
 */
export const verifyPin = defineAction(OUTCOMES, async (deps, context) => {
  const { tx, call, visit, now } = context;
  const phone = callerNumber(deps, call);
  const scopes = await scopesOf(deps, tx, { phone, candidates: candidatesOf(call) }, now);
  const waitsSince = visit.vars[WAITS_SINCE] ?? '';
  const wait = waitsSince === '' ? null : new Date(waitsSince);
  if (await isHeldUp(tx, scopes, wait, now)) {
    return { outcome: 'locked', vars: { [WAITS_SINCE]: waitsSince || now.toISOString() } };
  }
  const [found, ...others] = await findHolders(context);
  if (others.length > 0) return { outcome: 'which-customer', vars: { [WAITS_SINCE]: '' } };
  const customer = found && (await findCustomer(tx, found.contact.customerNumber));
  if (!found || !customer) return wrong(context, scopes);
  if (deps.pins.hashBefore) await bringUnderNewKey(deps, context, found);
  return rightPin(context, { contact: found.contact, customer, phone, scopes });
});

async function wrong(
  { tx, secrets, now }: ActionContext,
  scopes: readonly CountedScope[],
): Promise<PinResult> {
  const isSlow = await countWrongTry(tx, scopes, secrets, now);
  return isSlow
    ? { outcome: 'slow', vars: { [WAITS_SINCE]: now.toISOString() } }
    : { outcome: 'wrong', vars: { [WAITS_SINCE]: '' } };
}

interface Caller {
  contact: Contact;
  customer: Customer;
  /** E.164, null if it was withheld */
  phone: string | null;
  scopes: readonly CountedScope[];
}

async function rightPin({ tx, call, secrets, now }: ActionContext, caller: Caller): Promise<PinResult> {
  const { contact, customer, phone, scopes } = caller;
  const calledFromTheirs = phone !== null && contact.phones.includes(phone);
  // from somebody else's phone it clears nothing: a contact could else guess a colleague's PIN for ever
  if (calledFromTheirs)
    await forgetWrongPins(
      tx,
      scopes.filter(({ kind }) => kind === 'contact'),
    );
  if (secrets.pin !== undefined) await notePinWeakness(tx, contact.id, flawOf(secrets.pin) !== null);
  await changeCall(tx, call.id, { customerNumber: customer.number, contactId: contact.id });
  await addFacts(tx, [verificationFact(call, customer.number, now)]);
  const number = calledFromTheirs ? phone : contact.phones[0];
  const vars = {
    [WAITS_SINCE]: '',
    'customer-number': customer.number,
    'customer-name': customer.name,
    contact: contact.id,
    'contact-name': contact.name,
    ...(number ? { 'callback-number': number } : {}),
  };
  if (!(await mayUseTheLineSince(tx, customer, call, now))) return promisedOnly({ tx, now }, contact, vars);
  const [open] = (await findUnansweredTickets(tx, customer.number)).filter(
    (ticket) => ticket.contactId === contact.id,
  );
  const isToBePhoned = await hasDialInCode(tx, { customerNumber: customer.number }, now);
  if (!open) return { outcome: isToBePhoned ? 'dial-in' : 'verified', vars };
  const { timezone } = await calendarOf(tx, open.calendar);
  const told = {
    ticket: open.number,
    // until the caller asks for something else, the call is about this ticket
    'known-case': open.number,
    'respond-by': open.respondBy.toISOString(),
    zone: timezone,
  };
  return { outcome: isToBePhoned ? 'dial-in-or-open-case' : 'open-case', vars: { ...vars, ...told } };
}

/** The contract has no line any more. What was promised by phone before is kept, and may be called about, and what had to be phoned may be; nothing else. */
async function promisedOnly(
  { tx, now }: Pick<ActionContext, 'tx' | 'now'>,
  { customerNumber, id }: Contact,
  vars: Record<string, string>,
): Promise<PinResult> {
  const [ticket, ...others] = await ticketsOfBefore(tx, { customerNumber, contactId: id }, now);
  const isToBePhoned = await hasDialInCode(tx, { customerNumber }, now);
  if (!ticket) return { outcome: isToBePhoned ? 'dial-in-only' : 'no-phone-line', vars };
  const told = await describeAskedTicket(tx, ticket, now);
  const withVars = { vars: { ...vars, ...told } };
  if (isToBePhoned) return { outcome: 'dial-in-or-open-cases-only', ...withVars };
  return { outcome: others.length > 0 ? 'open-cases-only' : 'open-case-only', ...withVars };
}

/** Whose PIN it is, and what its stored hash costs. */
interface Holder {
  contact: Contact;
  cost: PinCost;
}

/** While two keys are in use, a right PIN is kept under the new one from now on. */
async function bringUnderNewKey(
  { pins }: ActionDeps,
  { tx, secrets }: ActionContext,
  { contact, cost }: Holder,
) {
  const hash = Buffer.from(secrets[hashName(contact.customerNumber, cost)] ?? '', 'hex');
  await rekeyPin(tx, contact, { hash, key: pins.keyName });
}

/** Whoever has the PIN, at each customer it may be meant for. */
async function findHolders(context: ActionContext): Promise<Holder[]> {
  const found: Holder[] = [];
  for (const customerNumber of candidatesOf(context.call)) {
    const holder = await findHolder(context, customerNumber);
    if (holder) found.push(holder);
  }
  return found;
}

/** A hash under the key of today goes before one of before, a quick one before a slow one. */
async function findHolder(
  { tx, secrets, now }: ActionContext,
  customerNumber: string,
): Promise<Holder | null> {
  for (const nameOf of [hashName, hashBeforeName]) {
    for (const cost of ['quick', 'slow'] as const) {
      const hash = secrets[nameOf(customerNumber, cost)];
      const contact = hash && (await contactByPinHash(tx, customerNumber, Buffer.from(hash, 'hex'), now));
      if (contact) return { contact, cost };
    }
  }
  return null;
}
