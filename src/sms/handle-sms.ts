import type { Line } from '../calls/line.ts';
import type { Database, Tx } from '../db/database.ts';
import { type Contact, contactsByPhone } from '../directory/customer-store.ts';
import { type Engineer, engineersByPhone, supervisorPhones } from '../directory/engineer-store.ts';
import { insertMessage } from '../messages/message-store.ts';
import { writeSms } from '../messages/write-sms.ts';
import { gatherOrderWords } from '../voice/order-words.ts';
import { handleCustomerReply } from './customer-reply.ts';
import { takeLate } from './late-order.ts';
import { obey } from './obey.ts';
import { changeSmsConsent } from './opt-out.ts';
import { parseOrder } from './order-grammar.ts';

export interface IncomingSms {
  sid: string;
  from: string;
  to: string;
  body: string;
  /** when it was sent, if that was a while ago */
  sentAt?: Date;
}

/**
 * An SMS to the hotline. Engineers' are commands and are answered; customers may answer what we asked them; whoever is
 * unknown gets no answer. A doubled webhook does nothing.
 * @returns whether it was news from somebody we know
 */
export async function handleSms(
  database: Database,
  line: Line,
  sms: IncomingSms,
  now: Date,
): Promise<boolean> {
  return database.transaction(async (tx) => {
    const sender = await findSender(tx, sms.from, now);
    if (!sender) return false;
    const message = await insertMessage(tx, {
      sid: sms.sid,
      direction: 'inbound',
      audience: sender.audience,
      fromNumber: sms.from,
      toNumber: sms.to,
      body: sms.body.slice(0, 1_600),
      status: 'received',
      createdAt: sms.sentAt ?? now,
    });
    if (!message) return false;
    if (sender.audience === 'customer')
      await handleCustomerReply(tx, line, { ...sms, contact: sender.contact }, now);
    else await handleEngineerSms(tx, line, sms, sender.engineer, now);
    return true;
  });
}

type Sender =
  | { audience: 'engineer'; engineer: Engineer }
  | { audience: 'supervisor'; engineer: null }
  | { audience: 'customer'; contact: Contact };

/** Who writes, by the number; an engineer first, since they may also be somebody's contact. */
async function findSender(tx: Tx, from: string, now: Date): Promise<Sender | null> {
  const [engineer] = await engineersByPhone(tx, from);
  if (engineer) return { audience: 'engineer', engineer };
  if ((await supervisorPhones(tx)).includes(from)) return { audience: 'supervisor', engineer: null };
  const [contact] = await contactsByPhone(tx, from, now);
  return contact ? { audience: 'customer', contact } : null;
}

async function handleEngineerSms(
  tx: Tx,
  line: Line,
  sms: IncomingSms,
  engineer: Engineer | null,
  now: Date,
): Promise<void> {
  const reading = {
    words: gatherOrderWords(line.script.prompts.values()),
    names: engineer ? [engineer.name] : [],
  };
  const parsed = takeLate(parseOrder(sms.body, reading), now.getTime() - (sms.sentAt ?? now).getTime());
  if (parsed.command === 'opt-out' || parsed.command === 'opt-in') {
    const isTaken = engineer === null || (await changeSmsConsent(tx, line, sms, now));
    // a YES from somebody who was in all along is meant as an answer, and is none
    if (isTaken || parsed.command === 'opt-out') return;
  }
  const command = parsed.command === 'opt-in' ? 'unknown' : parsed.command;
  const reply = await obey(tx, line, engineer, { ...parsed, command }, now);
  const language = engineer?.languages.find((spoken) => line.script.prompts.has(spoken));
  await writeSms(
    tx,
    line,
    {
      audience: engineer ? 'engineer' : 'supervisor',
      to: sms.from,
      language: language ?? line.script.languages[0]?.language ?? 'en',
      text: reply.text,
      vars: reply.vars,
      ticketNumber: reply.ticketNumber,
    },
    now,
  );
}
