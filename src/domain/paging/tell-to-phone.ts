import type { Tx } from '../../platform/db/database.ts';
import type { Work } from '../../platform/db/work.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { type Contact, findContact, findCustomer } from '../customers/customer-store.ts';
import { takesSms } from '../directory-entry/phone.ts';
import { languageOf } from '../escalation/find-recipients.ts';
import { countTextsTo } from '../messages/message-store.ts';
import { writeSms } from '../messages/write-sms.ts';
import { describeTicket } from '../tickets/describe-ticket.ts';
import type { DialInCode } from '../tickets/dial-in-code.ts';
import {
  hasPhonedSince,
  lockDialInCode,
  noteCodesReported,
  noteReminded,
} from '../tickets/dial-in-code-store.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { calendarOf } from '../tickets/ticket-window.ts';
import { notifySupervisors } from './notify.ts';

/** Whoever has not phoned in after this is reminded; after as long again the supervisors are told. */
const REMIND_AFTER_MS = 30 * 60_000;
/** A mail program that answers by itself must not fill somebody's phone: more texts an hour than these are left out. */
const MAX_TEXTS_PER_HOUR = 3;
const HOUR_MS = 3_600_000;

/** Nothing was opened: the contact of the request reads what to call and what to key in, and it is looked at again. */
export async function tellToPhone(work: HotlineWork, request: DialInCode): Promise<void> {
  await textContact(work, { request, text: 'must-be-phoned' });
  await lookAgain(work, request.id);
}

/** Has nobody phoned in by now? The contact is reminded, once; then the supervisors are told, once. */
export async function remindToPhone(work: HotlineWork, requestId: string): Promise<void> {
  const { tx, now } = work;
  const request = await lockDialInCode(tx, requestId);
  if (!request || request.usedAt !== null || request.ticketNumber !== null || request.expiresAt <= now)
    return;
  // they have phoned, without the code
  if (await hasPhonedSince(tx, request.contactId, request.createdAt)) return;
  if (request.remindedAt === null) {
    await noteReminded(tx, request.id, now);
    await textContact(work, { request, text: 'phone-reminder' });
    await lookAgain(work, request.id);
  } else if (request.reportedAt === null) {
    await noteCodesReported(tx, request.id, now);
    await report(work, request);
  }
}

/**
 * Somebody else of the customer has phoned a request in: whoever wrote it need not, and reads so once: the
 * ticket's own texts go to whoever phoned.
 * @param callerId the contact who phoned
 */
export async function tellPhonedIn(
  work: HotlineWork,
  ticket: Ticket,
  { requestId, callerId }: { requestId: string; callerId: string },
): Promise<void> {
  const { tx, now } = work;
  const [request, caller] = [await lockDialInCode(tx, requestId), await findContact(tx, callerId)];
  if (!request || !caller) return;
  const vars = { ...(await describeTicket(tx, ticket, now)), sender: caller.name };
  await textContact(work, { request, text: 'phoned-in', vars });
}

async function lookAgain({ tx, now }: Work, subject: string): Promise<void> {
  const dueAt = new Date(now.getTime() + REMIND_AFTER_MS);
  await setTimer(tx, { kind: 'remind-to-phone', subject, dueAt });
}

async function textContact(
  work: HotlineWork,
  { request, text, vars = {} }: { request: DialInCode; text: string; vars?: Record<string, string> },
): Promise<void> {
  const { tx, hotline, now } = work;
  const contact = await findContact(tx, request.contactId);
  const to = contact && phoneForTexts(contact);
  if (!contact || !to) return;
  const sent = await countTextsTo(tx, { contactId: contact.id, text }, new Date(now.getTime() - HOUR_MS));
  if (sent >= MAX_TEXTS_PER_HOUR) return;
  const sms = {
    audience: 'customer' as const,
    to,
    language: languageOf(hotline, [contact.language]),
    text,
    vars: {
      code: request.code,
      until: request.expiresAt.toISOString(),
      zone: await zoneOf(tx, request),
      ...vars,
    },
    contactId: contact.id,
  };
  await writeSms(work, sms);
}

/** Where a text arrives, else the first phone: there it is spoken. */
function phoneForTexts({ phones }: Contact): string | undefined {
  return phones.find(takesSms) ?? phones[0];
}

async function report(work: HotlineWork, request: DialInCode): Promise<void> {
  const { tx } = work;
  const [contact, customer] = await Promise.all([
    findContact(tx, request.contactId),
    findCustomer(tx, request.customerNumber),
  ]);
  const vars = {
    'contact-name': contact?.name ?? '?',
    'customer-name': customer?.name ?? request.customerNumber,
    'callback-number': contact?.phones[0] ?? '-',
    severity: String(request.severity),
    from: request.createdAt.toISOString(),
    until: request.expiresAt.toISOString(),
    zone: await zoneOf(tx, request),
  };
  await notifySupervisors(work, { text: 'not-phoned', vars });
}

async function zoneOf(tx: Tx, { customerNumber }: DialInCode): Promise<string> {
  const customer = await findCustomer(tx, customerNumber);
  return customer ? (await calendarOf(tx, customer.calendar)).timezone : 'utc';
}
