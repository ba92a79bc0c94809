import type { Database } from '../../platform/db/database.ts';
import type { Logger } from '../../platform/log.ts';
import type { Hotline, HotlineWork } from '../calls/hotline.ts';
import { isCarriersWord } from '../carrier/opt-words.ts';
import { type Contact, contactsByPhone, contactsCalledBackAt } from '../customers/customer-store.ts';
import { senderNumber } from '../directory-entry/phone.ts';
import { languageOf } from '../escalation/find-recipients.ts';
import { gatherOrderWords } from '../flow/order-words.ts';
import { insertMessage } from '../messages/message-store.ts';
import { type Engineer, engineersByPhone } from '../oncall/engineers/engineer-store.ts';
import { supervisorPhones } from '../oncall/supervisors-store.ts';
import { engineerAmong } from '../paging/engineer-at.ts';
import { readAnswerToLast } from './asked-last.ts';
import { handleCustomerReply } from './customer-reply.ts';
import { keepStranger } from './keep-stranger.ts';
import { takeLate } from './late-order.ts';
import { openForSender } from './open-for-sender.ts';
import { changeSmsConsent } from './opt-out.ts';
import { readCoverReply } from './order-cover.ts';
import { type ParsedSms, parseOrder, parseReply, type Reading } from './order-grammar.ts';
import { readUpdateReply } from './order-update.ts';
import { plainReply } from './reply.ts';
import { runCommand } from './run-command.ts';
import { sendReceipt } from './send-receipt.ts';
import { sendReply } from './send-reply.ts';

export interface IncomingSms {
  sid: string;
  from: string;
  to: string;
  body: string;
  /** pictures and other files that came with it */
  media?: number;
  /** when it was sent, if that was a while ago */
  sentAt?: Date;
}

/** What taking an SMS needs of the service. */
export interface SmsDeps {
  database: Database;
  hotline: Hotline;
  log: Logger;
}

/** So long after the end of a ticket a number is known by it. */
const CLOSED_FOR_MS = 3 * 24 * 60 * 60_000;

/**
 * An SMS to the hotline. Engineers' are commands and are answered; what customers write goes to
 * their ticket; whoever is unknown gets no answer. A doubled webhook does nothing.
 * @returns whether it was news from somebody we know
 */
export async function handleSms(
  { database, hotline, log }: SmsDeps,
  received: IncomingSms,
  now: Date,
): Promise<boolean> {
  const sms = { ...received, from: senderNumber(received.from, hotline.number) };
  const { isNews, beginsSilence, isFirstLost } = await database.transaction((tx) =>
    take({ tx, hotline, now }, sms),
  );
  if (beginsSilence)
    log.warn({ number: sms.from }, 'a number is sending too many SMS: it gets no replies for a while');
  if (isFirstLost)
    log.warn(
      { number: sms.from },
      'unknown numbers are sending too many SMS: until a day has passed, only those that have called are kept; the carrier lists the others',
    );
  return isNews;
}

interface Taken {
  isNews: boolean;
  /** it was the first to get no reply */
  beginsSilence?: boolean;
  /** it was the first stranger's in a day that is not kept */
  isFirstLost?: boolean;
}

async function take(work: HotlineWork, sms: IncomingSms): Promise<Taken> {
  const { tx, now } = work;
  const writer = await findWriter(work, sms);
  if (!writer) return { isNews: false, isFirstLost: await keepStranger(work, sms) };
  const message = await insertMessage(tx, {
    sid: sms.sid,
    direction: 'inbound',
    audience: writer.audience,
    fromNumber: sms.from,
    toNumber: sms.to,
    body: sms.body.slice(0, 1_600),
    status: 'received',
    createdAt: sms.sentAt ?? now,
  });
  if (!message) return { isNews: false };
  if (writer.audience !== 'customer')
    return { isNews: true, beginsSilence: await takeOrder(work, sms, writer) };
  const { from, body, media = 0 } = sms;
  const { contacts, customers } = writer;
  const reply = { id: message.id, contacts, customers, from, body, media };
  const beginsSilence = await handleCustomerReply(work, reply);
  // whoever has opted out with it reads nothing any more
  const isSilent = media > 0 && !isCarriersWord(body) && (await sendReceipt(work, reply, 'text-no-pictures'));
  return { isNews: true, beginsSilence: beginsSilence || isSilent };
}

type Writer = Orderer | { audience: 'customer'; contacts: Contact[]; customers: string[] };

/** One of our own people, and what they ask for. */
interface Orderer {
  audience: 'engineer' | 'supervisor';
  /** null: a supervisor */
  engineer: Engineer | null;
  order: ParsedSms;
}

/** Who writes, by the number. One of our own people first; where they are somebody's contact as well, what they write tells. */
async function findWriter(work: HotlineWork, sms: IncomingSms): Promise<Writer | null> {
  const { tx, now } = work;
  const contacts = await contactsByPhone(tx, sms.from, now);
  const engineers = await engineersByPhone(tx, sms.from);
  const isOurs = engineers.length > 0 || (await supervisorPhones(tx)).includes(sms.from);
  const own = isOurs ? await readOrder(work, sms, engineers) : null;
  const isCustomers = contacts.length > 0 && (own === null || (await isAsContact(work, sms, own, contacts)));
  if (isCustomers)
    return {
      audience: 'customer',
      contacts,
      customers: contacts.map(({ customerNumber }) => customerNumber),
    };
  return own ?? findCalledBack(work, sms.from);
}

/** A number that is nobody's, and that a caller has confirmed for their ticket: what we write about it goes there. */
async function findCalledBack({ tx, now }: HotlineWork, from: string): Promise<Writer | null> {
  const contacts = await contactsCalledBackAt(tx, from, new Date(now.getTime() - CLOSED_FOR_MS));
  return contacts.length > 0 ? { audience: 'customer', contacts, customers: [] } : null;
}

/** @param engineers who may have sent it: those with its number; nobody for a supervisor's */
async function readOrder(
  work: HotlineWork,
  sms: IncomingSms,
  engineers: readonly Engineer[],
): Promise<Orderer> {
  const { tx, hotline, now } = work;
  const reading = {
    words: gatherOrderWords(hotline.script.prompts.values()),
    names: engineers.map(({ name }) => name),
  };
  const parsed = takeLate(parseOrder(sms.body, reading), now.getTime() - (sms.sentAt ?? now).getTime());
  const engineer = await engineerAmong(tx, engineers, parsed);
  const plain = engineer && (await readPlainAnswer(work, engineer, { sms, parsed, reading }));
  return { audience: engineer ? 'engineer' : 'supervisor', engineer, order: plain ?? parsed };
}

/** What answers a question of ours that is not about a ticket, and does not begin as such an answer is asked for. */
async function readPlainAnswer(
  work: HotlineWork,
  engineer: Engineer,
  { sms, parsed, reading }: { sms: IncomingSms; parsed: ParsedSms; reading: Reading },
): Promise<ParsedSms | null> {
  if (parsed.command === 'acknowledge' && parsed.ticket === null)
    return readAnswerToLast(work, engineer, sms);
  if (parsed.command !== 'unknown') return null;
  return (
    (await readCoverReply(work, engineer, parseReply(sms.body, reading))) ??
    (await readUpdateReply(work, engineer, parsed.text))
  );
}

/**
 * What one of our own people writes who is also a customer's contact, and what is no order: a clear answer to a text of ours to
 * them, or words while nothing is open for them here. Whoever is paged and mistypes an order has to read so.
 */
async function isAsContact(
  work: HotlineWork,
  { from, body }: IncomingSms,
  { engineer, order }: Orderer,
  contacts: readonly Contact[],
): Promise<boolean> {
  if (order.command !== 'unknown') return false;
  const words = gatherOrderWords(work.hotline.script.prompts.values());
  const said = parseReply(body, { words, names: contacts.map(({ name }) => name) });
  if (said.reply !== 'unknown' && said.ticket !== null) return true;
  const { known } = await openForSender(work.tx, { engineer, number: from });
  return known.length === 0;
}

/** @returns whether its sender gets no more replies from now on */
async function takeOrder(
  work: HotlineWork,
  sms: IncomingSms,
  { engineer, order }: Orderer,
): Promise<boolean> {
  if (order.command === 'opt-out' || order.command === 'opt-in') {
    const isTaken = await changeSmsConsent(work, sms);
    // a YES from somebody who was in all along is meant as an answer, and is none
    if (isTaken || order.command === 'opt-out') return false;
  }
  const command = order.command === 'opt-in' ? 'unknown' : order.command;
  const sender = { engineer, number: sms.from };
  const isPictureOnly = hasMedia(sms) && sms.body.trim() === '';
  const replies = [
    ...(isPictureOnly ? [] : [await runCommand(work, sender, { ...order, command })]),
    // what is on it is in no answer that the customer reads
    ...(hasMedia(sms) ? [plainReply('no-pictures')] : []),
  ];
  let beginsSilence = false;
  for (const reply of replies)
    beginsSilence =
      (await sendReply(work, {
        audience: engineer ? 'engineer' : 'supervisor',
        to: sms.from,
        language: languageOf(work.hotline, engineer?.languages ?? []),
        ...reply,
      })) || beginsSilence;
  return beginsSilence;
}

function hasMedia({ media = 0 }: IncomingSms): boolean {
  return media > 0;
}
