import type { Tx } from '../../platform/db/database.ts';
import type { Work } from '../../platform/db/work.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { readOptWord } from '../carrier/opt-words.ts';
import type { Contact } from '../customers/customer-store.ts';
import { gatherOrderWords } from '../flow/order-words.ts';
import { notifyEngineer, notifySupervisors } from '../paging/notify.ts';
import { closeTicket } from '../ticket-operations/close-ticket.ts';
import { objectToAnswer } from '../ticket-operations/object-to-answer.ts';
import { awaitsVerdict } from '../ticket-operations/signature/ask-for-verdict.ts';
import { confirmSignature, objectToSignature } from '../ticket-operations/signature/customer-verdict.ts';
import { isUnanswered, type Ticket } from '../tickets/ticket.ts';
import { findTicket, findUnclosedTickets } from '../tickets/ticket-store.ts';
import { addEvent, countEvents } from '../tickets/timeline-store.ts';
import { type ParsedReply, parseReply, type Reading } from './order-grammar.ts';
import { isDoubtful } from './order-tail.ts';
import { wordsOf } from './own-text.ts';
import { sendReply } from './send-reply.ts';

/** So long a bare "no" is taken for an objection to an answer; one that names its ticket always is. */
const OBJECTION_MS = 3 * 24 * 60 * 60_000;
/** Engineers read so many messages of a ticket in this time; all stand on its timeline. */
const MAX_MESSAGES_TOLD = 12;
const MESSAGES_WITHIN_MS = 10 * 60_000;

/** A customer's SMS: who wrote it, and from which number. */
export interface CustomerSms {
  contact: Contact;
  /** E.164 */
  from: string;
  body: string;
}

/**
 * A customer answers an SMS of ours. `NEIN 4711` takes back a ticket that was opened because their call was cut off; `J` and
 * `N` say whether a released change of signatures helps. A bare word does, if only one ticket can be meant; anything else
 * about a case of theirs stands on its timeline, and what was meant as an answer is asked for again.
 * @returns whether they are asked no more from now on, since they were too often
 */
export async function handleCustomerReply(work: HotlineWork, sms: CustomerSms): Promise<boolean> {
  const { tx, hotline } = work;
  const text = sms.body.slice(0, 1_600).trim();
  const reading = {
    words: gatherOrderWords(hotline.script.prompts.values()),
    names: [sms.contact.name],
  };
  const said = parseReply(sms.body, reading);
  const asked = await findAsked(work, sms);
  const ticket = await ticketMeant(tx, sms, said, asked);
  if (ticket && (await takeReply(work, { ticket, said, reading, sms }))) return false;
  if (ticket) await keepMessage(work, ticket, text);
  if (!isMeantAsAnswer(text, reading)) return false;
  const unsettled = asked.filter(
    (one) =>
      (ticket === null || ticket.number === one.number) && (said.reply !== 'yes' || awaitsVerdict(one)),
  );
  return askAgain(work, sms, unsettled);
}

/** @returns whether it was the answer to what we asked about the ticket */
async function takeReply(
  work: HotlineWork,
  { ticket, said, reading, sms }: { ticket: Ticket; said: ParsedReply; reading: Reading; sms: CustomerSms },
): Promise<boolean> {
  const { tx, now } = work;
  const { reply, text } = said;
  if (reply === 'unknown') return false;
  if (awaitsVerdict(ticket)) {
    const remark = { at: now, kind: 'message' as const, actor: 'customer', detail: { text } };
    if (text !== '') await addEvent(tx, ticket.number, remark);
    await (reply === 'no' ? objectToSignature : confirmSignature)(work, ticket);
    return true;
  }
  if (reply === 'no' && (await takeObjection(work, sms, ticket, text))) return true;
  // a promise is dropped only if nothing in the remark speaks against it
  if (reply === 'yes' || !mayTakeBack(ticket, sms) || isDoubtful(text, reading.words)) return false;
  const closing = await closeTicket(work, { ticketNumber: ticket.number, by: 'customer' });
  return closing.outcome === 'closed';
}

/** @returns whether the "no" was meant for an answer that they have */
async function takeObjection(
  work: HotlineWork,
  sms: CustomerSms,
  ticket: Ticket,
  text: string,
): Promise<boolean> {
  if (ticket.status === 'answered') {
    const reopened = await objectToAnswer(work, { ticket, channel: 'sms', text });
    await sayReopened(work, sms, reopened ?? ticket);
    return true;
  }
  if (ticket.status === 'closed' && ticket.answeredAt !== null) {
    await objectToClosed(work, sms, ticket, text);
    return true;
  }
  // they have objected already: a second no must not take the ticket back
  if (!isUnanswered(ticket) || ticket.reopenings === 0) return false;
  if (text !== '') await keepMessage(work, ticket, text);
  await sayReopened(work, sms, ticket);
  return true;
}

/** What is closed is opened again by a supervisor only: they read the objection, and the customer knows. */
async function objectToClosed(
  work: HotlineWork,
  { contact, from }: CustomerSms,
  ticket: Ticket,
  text: string,
): Promise<void> {
  const isTold = (await countMessages(work, ticket)) < MAX_MESSAGES_TOLD;
  await keepMessage(work, ticket, text || 'N');
  const words = { text: 'closed-objection', ticket, vars: { quote: text || '-' } };
  if (isTold) await notifySupervisors(work, words);
  const reply = { text: 'customer-closed', vars: { ticket: ticket.number }, ticketNumber: ticket.number };
  await sendReply(work, { audience: 'customer', to: from, language: contact.language, ...reply });
}

/** The tickets we have asked this person about, or told an answer of. */
async function findAsked({ tx, now }: Work, sms: CustomerSms): Promise<Ticket[]> {
  const unclosed = await findUnclosedTickets(tx, sms.contact.customerNumber);
  return unclosed.filter(
    (one) =>
      awaitsVerdict(one) || wasAnsweredLately(one, now) || (isUnanswered(one) && mayTakeBack(one, sms)),
  );
}

/** Which ticket an SMS is about: the one it names if it is theirs, or the only one we have asked about. */
async function ticketMeant(
  tx: Tx,
  { contact, body }: CustomerSms,
  { reply, ticket: named }: ParsedReply,
  asked: readonly Ticket[],
): Promise<Ticket | null> {
  const number = reply === 'unknown' ? /\d{3,}/.exec(body)?.[0] : named;
  if (number) {
    const ticket = await findTicket(tx, number);
    return ticket?.customerNumber === contact.customerNumber ? ticket : null;
  }
  if (reply === 'unknown' && readOptWord(body)) return null;
  return asked.length === 1 ? (asked[0] ?? null) : null;
}

/** It begins as an answer does: whoever writes anything else has not been asked. */
function isMeantAsAnswer(text: string, { words }: Reading): boolean {
  return words.replies.has(wordsOf(text)[0] ?? '');
}

/** Says how to answer, so that a "no" in a sentence is not left standing. */
async function askAgain(work: HotlineWork, sms: CustomerSms, asked: readonly Ticket[]): Promise<boolean> {
  const [ticket] = asked;
  if (!ticket) return false;
  const text = asked.length > 1 ? 'which-reply' : questionAbout(ticket);
  const open = asked.map(({ number }) => number).join(', ');
  const vars = { ticket: ticket.number, open };
  const { language } = sms.contact;
  return sendReply(work, { audience: 'customer', to: sms.from, language, text, vars });
}

function questionAbout(ticket: Ticket): string {
  if (awaitsVerdict(ticket)) return 'which-verdict';
  return ticket.status === 'answered' ? 'which-objection' : 'not-taken-back';
}

async function sayReopened(
  work: HotlineWork,
  { contact, from }: CustomerSms,
  { number }: Ticket,
): Promise<void> {
  const reply = { text: 'customer-reopened', vars: { ticket: number }, ticketNumber: number };
  await sendReply(work, { audience: 'customer', to: from, language: contact.language, ...reply });
}

/** What a customer writes stands on the timeline, and whoever has the ticket, or has answered it, reads it at once. */
async function keepMessage(work: HotlineWork, ticket: Ticket, text: string): Promise<void> {
  const { tx, now } = work;
  const earlier = await countMessages(work, ticket);
  await addEvent(tx, ticket.number, { at: now, kind: 'message', actor: 'customer', detail: { text } });
  const engineer = ticket.acknowledgedBy ?? ticket.answeredBy;
  if (engineer === null || ticket.status === 'closed' || awaitsVerdict(ticket)) return;
  if (earlier >= MAX_MESSAGES_TOLD) return;
  const words = { text: 'customer-wrote', ticket, vars: { quote: text } };
  await notifyEngineer(work, engineer, words);
}

async function countMessages({ tx, now }: Work, ticket: Ticket): Promise<number> {
  return countEvents(tx, ticket.number, 'message', new Date(now.getTime() - MESSAGES_WITHIN_MS));
}

/** The customer has read an answer: a bare "no" means it, for some days. */
function wasAnsweredLately({ status, answeredAt }: Ticket, now: Date): boolean {
  return status === 'answered' && answeredAt !== null && now.getTime() - answeredAt.getTime() <= OBJECTION_MS;
}

/** Whom we asked: the contact of the ticket, or whoever has the number that is to be called back. */
function mayTakeBack(ticket: Ticket, { contact, from }: CustomerSms): boolean {
  return (
    ticket.abandoned &&
    ticket.reopenings === 0 &&
    (ticket.contactId === contact.id || ticket.callbackNumber === from)
  );
}
