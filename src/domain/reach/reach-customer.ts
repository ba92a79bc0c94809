import type { Work } from '../../platform/db/work.ts';
import { LAST } from '../../platform/timers/timer.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import { findCallbackElsewhere, findRunningAttempt } from '../callbacks/callback-store.ts';
import { callerOnTheLine } from '../callbacks/connect.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { queueCall } from '../calls/place-call.ts';
import { findContact, findCustomer } from '../customers/customer-store.ts';
import { takesSms } from '../directory-entry/phone.ts';
import { languageOf } from '../escalation/find-recipients.ts';
import type { Message } from '../messages/message.ts';
import { lockMessage } from '../messages/message-store.ts';
import { haveTalkedSince, listSpeakingCalls, listTexts, wasToldInTalk } from '../messages/reach-store.ts';
import { writeAgain } from '../messages/write-sms.ts';
import { notifyHolder } from '../paging/notify.ts';
import { PIN_TEXT } from '../pin-texts/pin-text.ts';
import { describeTicket } from '../tickets/describe-ticket.ts';
import { hasDialInCode } from '../tickets/dial-in-code-store.ts';
import { isUnanswered, type Ticket } from '../tickets/ticket.ts';
import { changeTicket, findTicket } from '../tickets/ticket-store.ts';
import { calendarOf } from '../tickets/ticket-window.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { laneOf, urgency } from '../tickets/urgency.ts';
import { customerPhones, MAX_PHONES } from './customer-phones.ts';
import { type NextWay, nextWay } from './next-way.ts';
import { sayAloud } from './say-aloud.ts';
import { isAwaited, isConfirmation, isToBePhoned, whenToCall } from './when-to-call.ts';

/** A text whose fate is unknown gets this long for a report to show it. */
const UNKNOWN_MS = 10 * 60_000;
/** The customer is on the phone with us, or about to be: looked at again after this. */
const ON_THE_PHONE_MS = 60_000;

/** Nobody knows whether a text to a customer went out: if no report has shown it by then, they are told another way. */
export async function reachUnlessReported({ tx, now }: Work, messageId: string): Promise<void> {
  const dueAt = new Date(now.getTime() + UNKNOWN_MS);
  await setTimer(tx, { kind: 'reach-customer', subject: messageId, dueAt });
}

/** Whom a message is for. */
interface Addressee {
  ticket: Ticket | null;
  phones: string[];
  language: string;
  zone: string;
}

/**
 * A text that a customer should have got did not reach them, or nobody knows: they are told another way, and if there is
 * none left, the ticket says so. Looks at what is on record only, so that asking for it twice does no harm.
 * @param messageId of any of the messages that say the same
 */
export async function reachCustomer(work: HotlineWork, messageId: string): Promise<void> {
  const { tx, now } = work;
  const missed = await findMissed(work, messageId);
  if (!missed) return;
  const { first, addressee, way } = missed;
  if (!way) return noteUntold(work, first, addressee.ticket);
  if (way.by === 'sms') {
    await writeTo(work, missed, way.phone);
    return;
  }
  const at = await whenFree(work, first, addressee);
  if (at > now) await setTimer(tx, { kind: 'reach-customer', subject: first.id, dueAt: at });
  else await speak(work, { message: first, addressee, to: way.phone });
}

/** The same as far as it can be written: @returns the text to another phone, or null if no other takes one. */
export async function writeElsewhere(work: HotlineWork, messageId: string): Promise<Message | null> {
  const missed = await findMissed(work, messageId);
  return missed?.way?.by === 'sms' ? writeTo(work, missed, missed.way.phone) : null;
}

/** What a customer still has to be told, and how. */
interface Missed {
  first: Message;
  addressee: Addressee;
  way: NextWay | null;
}

/** @returns null: they know, or are being told, or it is no news any more */
async function findMissed(work: HotlineWork, messageId: string): Promise<Missed | null> {
  const { tx } = work;
  const asked = await lockMessage(tx, messageId);
  const first = asked?.insteadOf ? await lockMessage(tx, asked.insteadOf) : asked;
  if (first?.audience !== 'customer' || first.direction !== 'outbound' || first.spokenAt) return null;
  // a PIN is told to whoever it is for, and to no phone that anybody may pick up
  if (first.textName === PIN_TEXT) return null;
  const texts = await listTexts(tx, first.id);
  if (!texts.every(({ status }) => status === 'failed' || status === 'unknown')) return null;
  const calls = await listSpeakingCalls(tx, first.id);
  if (calls.some(({ isOver }) => !isOver)) return null;
  const addressee = await findAddressee(work, first);
  if (!addressee || (await isOvertaken(work, first, addressee))) return null;
  const told = {
    phones: addressee.phones,
    texted: texts.map(({ to }) => to),
    called: calls.flatMap(({ to }) => to ?? []),
    isUnknown: texts.some(({ status }) => status === 'unknown'),
  };
  return { first, addressee, way: nextWay(told, takesSms) };
}

async function writeTo(work: HotlineWork, { first, addressee }: Missed, to: string): Promise<Message> {
  const { ticket } = addressee;
  return writeAgain(work, first, { to, priority: ticket ? laneOf(ticket) : 0 });
}

async function findAddressee({ tx, hotline, now }: HotlineWork, message: Message): Promise<Addressee | null> {
  if (message.ticketNumber !== null) {
    const ticket = await findTicket(tx, message.ticketNumber);
    if (!ticket) return null;
    const { zone = 'utc' } = await describeTicket(tx, ticket, now);
    return { ticket, phones: await customerPhones(tx, ticket, now), language: ticket.language, zone };
  }
  const contact = message.contactId === null ? null : await findContact(tx, message.contactId);
  const customer = contact && (await findCustomer(tx, contact.customerNumber));
  if (!contact || !customer) return null;
  const { timezone } = await calendarOf(tx, customer.calendar);
  const phones = contact.phones.slice(0, MAX_PHONES);
  return { ticket: null, phones, language: languageOf(hotline, [contact.language]), zone: timezone };
}

/** What they were to be told of a promise is no news once it is kept, or somebody has talked to them; nor to phone once they did. */
async function isOvertaken({ tx, now }: Work, message: Message, { ticket }: Addressee): Promise<boolean> {
  const { contactId, textName } = message;
  if (!ticket) return isToBePhoned(textName) && !(await hasDialInCode(tx, { contactId }, now));
  // they were told on the phone, and it says no more than that
  if (isConfirmation(textName) && (await wasToldInTalk(tx, ticket.number, message.createdAt))) return true;
  if (!isAwaited(textName)) return false;
  return !isUnanswered(ticket) || (await haveTalkedSince(tx, ticket.number, message.createdAt));
}

/** A phone that is about to ring for an engineer must not be busy with us. */
async function whenFree(
  { tx, now }: Work,
  { textName }: Message,
  { ticket, zone }: Addressee,
): Promise<Date> {
  const isOnThePhone =
    ticket !== null &&
    ((await callerOnTheLine(tx, ticket)) !== null ||
      (await findRunningAttempt(tx, ticket.number)) !== null ||
      (await findCallbackElsewhere(tx, ticket)) !== null);
  return isOnThePhone
    ? new Date(now.getTime() + ON_THE_PHONE_MS)
    : whenToCall({ textName, ticket, zone }, now);
}

async function speak(
  work: HotlineWork,
  { message, addressee, to }: { message: Message; addressee: Addressee; to: string },
): Promise<void> {
  const { tx, now } = work;
  const { ticket, language } = addressee;
  const vars = ticket ? await describeTicket(tx, ticket, now) : {};
  const wanted = {
    party: 'customer',
    flow: 'message',
    to,
    language,
    ticketNumber: ticket?.number ?? null,
    customerNumber: ticket?.customerNumber ?? null,
    messageId: message.id,
    vars: { ...vars, message: sayAloud(message.body) },
    urgency: ticket ? urgency(ticket) : LAST,
  } as const;
  await queueCall(work, wanted);
}

/** Nobody may believe that the customer knows, least of all whoever has the ticket. */
async function noteUntold(work: HotlineWork, message: Message, ticket: Ticket | null): Promise<void> {
  const { tx, now } = work;
  if (!ticket) return;
  const detail = message.textName === null ? {} : { text: message.textName };
  await addEvent(tx, ticket.number, { at: now, kind: 'customer-untold', actor: 'hotline', detail });
  await changeTicket(tx, ticket.number, { untoldSince: ticket.untoldSince ?? now });
  const { acknowledgedBy } = ticket;
  if (acknowledgedBy !== null && isUnanswered(ticket))
    await notifyHolder(work, acknowledgedBy, { text: 'customer-untold', ticket });
}
