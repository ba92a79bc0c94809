import type { Database } from '../../platform/db/database.ts';
import type { Logger } from '../../platform/log.ts';
import type { Hotline, HotlineWork } from '../calls/hotline.ts';
import { type Contact, contactsByPhone } from '../customers/customer-store.ts';
import { languageOf } from '../escalation/find-recipients.ts';
import { gatherOrderWords } from '../flow/order-words.ts';
import { insertMessage } from '../messages/message-store.ts';
import { type Engineer, engineersByPhone, supervisorPhones } from '../oncall/engineers/engineer-store.ts';
import { engineerAmong } from '../paging/engineer-at.ts';
import { handleCustomerReply } from './customer-reply.ts';
import { keepStranger } from './keep-stranger.ts';
import { takeLate } from './late-order.ts';
import { changeSmsConsent } from './opt-out.ts';
import { readCoverReply } from './order-cover.ts';
import { parseOrder, parseReply } from './order-grammar.ts';
import { readUpdateReply } from './order-update.ts';
import { runCommand } from './run-command.ts';
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

/**
 * An SMS to the hotline. Engineers' are commands and are answered; what customers write goes to
 * their ticket; whoever is unknown gets no answer. A doubled webhook does nothing.
 * @returns whether it was news from somebody we know
 */
export async function handleSms(
  { database, hotline, log }: SmsDeps,
  sms: IncomingSms,
  now: Date,
): Promise<boolean> {
  const { isNews, beginsSilence } = await database.transaction((tx) => take({ tx, hotline, now }, sms));
  if (beginsSilence)
    log.warn({ number: sms.from }, 'a number is sending too many SMS: it gets no replies for a while');
  return isNews;
}

interface Taken {
  isNews: boolean;
  /** it was the first to get no reply */
  beginsSilence?: boolean;
}

async function take(work: HotlineWork, sms: IncomingSms): Promise<Taken> {
  const { tx, now } = work;
  const writer = await findWriter(work, sms.from);
  if (!writer) {
    await keepStranger(work, sms);
    return { isNews: false };
  }
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
    return { isNews: true, beginsSilence: await takeOrder(work, sms, writer.engineers) };
  const { from, body, media = 0 } = sms;
  const reply = { id: message.id, contacts: writer.contacts, from, body, media };
  return { isNews: true, beginsSilence: await handleCustomerReply(work, reply) };
}

type Writer =
  | { audience: 'engineer'; engineers: Engineer[] }
  | { audience: 'supervisor'; engineers: [] }
  | { audience: 'customer'; contacts: Contact[] };

/** Who writes, by the number; an engineer first, since they may also be somebody's contact. */
async function findWriter({ tx, now }: HotlineWork, from: string): Promise<Writer | null> {
  const engineers = await engineersByPhone(tx, from);
  if (engineers.length > 0) return { audience: 'engineer', engineers };
  if ((await supervisorPhones(tx)).includes(from)) return { audience: 'supervisor', engineers: [] };
  const contacts = await contactsByPhone(tx, from, now);
  return contacts.length > 0 ? { audience: 'customer', contacts } : null;
}

/**
 * @param engineers who may have sent it: those with its number; nobody for a supervisor's
 * @returns whether its sender gets no more replies from now on
 */
async function takeOrder(
  work: HotlineWork,
  sms: IncomingSms,
  engineers: readonly Engineer[],
): Promise<boolean> {
  const { tx, hotline, now } = work;
  const reading = {
    words: gatherOrderWords(hotline.script.prompts.values()),
    names: engineers.map(({ name }) => name),
  };
  const parsed = takeLate(parseOrder(sms.body, reading), now.getTime() - (sms.sentAt ?? now).getTime());
  const engineer = await engineerAmong(tx, engineers, parsed);
  if (parsed.command === 'opt-out' || parsed.command === 'opt-in') {
    const isTaken = engineer === null || (await changeSmsConsent(work, sms));
    // a YES from somebody who was in all along is meant as an answer, and is none
    if (isTaken || parsed.command === 'opt-out') return false;
  }
  const command = parsed.command === 'opt-in' ? 'unknown' : parsed.command;
  const plain =
    command === 'unknown' && engineer
      ? ((await readCoverReply(work, engineer, parseReply(sms.body, reading))) ??
        (await readUpdateReply(work, engineer, parsed.text)))
      : null;
  const reply = await runCommand(work, { engineer, number: sms.from }, plain ?? { ...parsed, command });
  return sendReply(work, {
    audience: engineer ? 'engineer' : 'supervisor',
    to: sms.from,
    language: languageOf(hotline, engineer?.languages ?? []),
    ...reply,
  });
}
