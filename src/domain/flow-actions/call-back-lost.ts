import type { Tx } from '../../platform/db/database.ts';
import type { Call } from '../calls/call.ts';
import { changeCall, hasRungSince } from '../calls/call-store.ts';
import type { Hotline, HotlineWork } from '../calls/hotline.ts';
import { contactsByPhone, findCustomer } from '../customers/customer-store.ts';
import { receiptOfTicket } from '../evidence/find-receipt.ts';
import { wasTexted } from '../messages/message-store.ts';
import { writeSms } from '../messages/write-sms.ts';
import { openTicketFor } from '../ticket-operations/open-ticket-for.ts';
import { describeTicket } from '../tickets/describe-ticket.ts';
import { lockEmergency } from '../tickets/emergency-store.ts';
import type { Severity, Ticket } from '../tickets/ticket.ts';
import { findUnansweredTickets } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { laneOf } from '../tickets/urgency.ts';
import { mayUseTheLine } from './may-use-the-line.ts';
import { mayCallAbout } from './tickets-of-before.ts';

/** As of a caller who hung up before saying how bad it is. */
const ASSUMED_SEVERITY: Severity = 2;
/** Whoever called longer ago has found another way, or calls again. */
const MAX_AGE_MS = 24 * 3_600_000;

/**
 * A contact's call went past us, and they have left no message: they are called back all the same, as an abandoned caller
 * is. A number is no proof, so the ticket is unverified, the callback goes to the contract only, and one that is open for
 * the customer already is joined. They read that we know, once for a ticket.
 * @returns the ticket if it is new
 */
export async function callBackLost(tx: Tx, hotline: Hotline, call: Call, now: Date): Promise<Ticket | null> {
  if (!(await isToBeCalledBack(tx, call, now))) return null;
  const customerNumber = call.customerNumber ?? '';
  await lockEmergency(tx, `customer ${customerNumber}`);
  const open = await findOpenTicket(tx, call, now);
  // the contract has ended meanwhile: what was promised before is kept, and nothing new is begun
  if (!(open ? await mayCallAbout(tx, open, now) : await isInTerm(tx, customerNumber, now))) return null;
  const ticket = open ?? (await openTicket(tx, hotline, call, now));
  if (open) await changeCall(tx, call.id, { ticketNumber: open.number });
  const detail = call.sid === null ? {} : { call: call.sid };
  await addEvent(tx, ticket.number, { at: now, kind: 'merged', actor: 'hotline', detail });
  await tellCaller({ tx, hotline, now }, call, ticket);
  return open ? null : ticket;
}

async function isToBeCalledBack(tx: Tx, call: Call, now: Date): Promise<boolean> {
  const { customerNumber, fromNumber, ticketNumber, startedAt } = call;
  if (ticketNumber !== null || customerNumber === null || fromNumber === null) return false;
  if (now.getTime() - startedAt.getTime() > MAX_AGE_MS) return false;
  return !(await hasRungSince(tx, fromNumber, startedAt, { withPin: true }));
}

async function isInTerm(tx: Tx, customerNumber: string, now: Date): Promise<boolean> {
  const customer = await findCustomer(tx, customerNumber);
  return customer !== null && mayUseTheLine(tx, customer, now);
}

/** A ticket of the caller's own, or an unverified one of their customer: most likely the call was about it. */
async function findOpenTicket(
  tx: Tx,
  { customerNumber, fromNumber }: Call,
  now: Date,
): Promise<Ticket | null> {
  const theirs = (await contactsByPhone(tx, fromNumber ?? '', now)).map(({ id }) => id);
  const open = await findUnansweredTickets(tx, customerNumber ?? '');
  return open.find(({ verified, contactId }) => !verified || theirs.includes(contactId ?? '')) ?? null;
}

async function openTicket(tx: Tx, hotline: Hotline, call: Call, now: Date): Promise<Ticket> {
  const context = { tx, now, call, visit: call.visit };
  const known = { severity: ASSUMED_SEVERITY, abandoned: true };
  return openTicketFor(hotline, context, call.customerNumber, known);
}

/** To the number that called, since it is the contract's. */
async function tellCaller(work: HotlineWork, call: Call, ticket: Ticket): Promise<void> {
  const { tx, now } = work;
  const to = call.fromNumber;
  const text = 'ticket-lost-call';
  if (to === null || (await wasTexted(tx, { to, text, ticketNumber: ticket.number }))) return;
  const receipt = await receiptOfTicket(tx, ticket.number);
  const vars = { ...(await describeTicket(tx, ticket, now)), receipt };
  const sms = { audience: 'customer' as const, to, text, vars, language: call.visit.language };
  await writeSms(work, { ...sms, ticketNumber: ticket.number, priority: laneOf(ticket) });
}
