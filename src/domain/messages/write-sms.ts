import type { Tx } from '../../platform/db/database.ts';
import type { Work } from '../../platform/db/work.ts';
import { HotlineError } from '../../platform/errors.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import type { Hotline, HotlineWork } from '../calls/hotline.ts';
import { fill } from '../flow/fill.ts';
import type { Audience, Message, MessageStatus } from './message.ts';
import { type NewMessage, planMessage } from './message-store.ts';
import { messageUrgency } from './message-urgency.ts';
import { shortenToOnePart } from './shorten.ts';
import { isGsm, smsParts } from './sms-parts.ts';
import { foldToGsm, toGsm } from './to-gsm.ts';

export interface WantedSms {
  audience: Audience;
  to: string;
  language: string;
  /** name of the text under `sms` in voice-flows/prompts/ */
  text: string;
  vars: Record<string, string>;
  /** as it was put together before, where more gives way than a long value; left out: the text with its values */
  body?: string;
  ticketNumber?: string | null;
  pageId?: string;
  validSeconds?: number;
  /** it answers an SMS: of these a number gets only so many */
  isReply?: boolean;
  /** of two texts of the same kind the one with the lower is sent first; that of their ticket, or 0 */
  priority?: number;
  /** whom it is for, where no ticket says so */
  contactId?: string;
}

/** Writes an SMS down in the reader's language; it is sent as soon as the transaction has committed. */
export async function writeSms({ tx, hotline, now }: HotlineWork, sms: WantedSms): Promise<Message> {
  return planToSend(tx, messageOf(hotline, sms, 'planned', now), now);
}

/**
 * Writes down that the words of an SMS go to another phone.
 * @param first the first that says so
 */
export async function writeAgain(
  { tx, now }: Work,
  first: Message,
  { to, priority }: { to: string; priority: number },
): Promise<Message> {
  const { audience, ticketNumber } = first;
  const urgency = messageUrgency({ audience, ticketNumber, priority });
  const again = { ...first, sid: null, toNumber: to, insteadOf: first.id, urgency };
  return planToSend(tx, { ...again, status: 'planned', createdAt: now }, now);
}

async function planToSend(tx: Tx, planned: Omit<NewMessage, 'sid'>, dueAt: Date): Promise<Message> {
  const message = await planMessage(tx, planned);
  await setTimer(tx, { kind: 'send-message', subject: message.id, dueAt, priority: planned.urgency ?? 0 });
  return message;
}

/** Keeps on record what would have been written, and sends nothing. */
export async function withholdSms({ tx, hotline, now }: HotlineWork, sms: WantedSms): Promise<void> {
  await planMessage(tx, messageOf(hotline, sms, 'withdrawn', now));
}

function messageOf(hotline: Hotline, sms: WantedSms, status: MessageStatus, now: Date): NewMessage {
  return {
    direction: 'outbound',
    audience: sms.audience,
    fromNumber: hotline.number,
    toNumber: sms.to,
    body: sms.body ?? smsText(hotline, sms.language, sms.text, { reader: sms.to, ...sms.vars }),
    textName: sms.text,
    status,
    ticketNumber: sms.ticketNumber ?? null,
    createdAt: now,
    isReply: sms.isReply ?? false,
    urgency: messageUrgency(sms),
    ...(sms.pageId === undefined ? {} : { pageId: sms.pageId }),
    ...(sms.validSeconds === undefined ? {} : { validSeconds: sms.validSeconds }),
    ...(sms.contactId === undefined ? {} : { contactId: sms.contactId }),
  };
}

/**
 * Names of people and things, and lines that hold some. One letter of another alphabet would make parts of 70 characters of the whole
 * text: where it would take more parts for that, they are told with plain letters.
 */
const NAMES = [
  'customer-name',
  'engineer-name',
  'contact-name',
  'sender',
  'other-sender',
  'schedule',
  'other-schedule',
  'plan',
  'customers',
  'managers',
  'people',
  'tried-before',
  'tried',
  'line',
  'open',
];

/** Values that are cut where a text would else take a second part: what was quoted, then a name. */
const SHORTENED = ['quote', 'customer-name'];

/** A text of a language with its values, in characters a plain SMS can carry; the first language stands in for one we lack. */
export function smsText(
  hotline: SmsVoice,
  language: string,
  name: string,
  vars: Record<string, string>,
): string {
  const text = findSmsText(hotline, language, name);
  if (text === null) throw new HotlineError('bad-flow', `there is no SMS text ${name}`);
  const long = SHORTENED.find(
    (value) => vars[value] !== undefined && new RegExp(`\\{${value}[:}]`).test(text.words),
  );
  if (long === undefined) return text.write(vars);
  const write = (value: string) => text.write({ ...vars, [long]: value });
  const value = vars[long] ?? '';
  // one picture in a quotation, and half of it would be cut
  const plain = long === 'quote' && smsParts(write(value)) > 1 ? foldToGsm(value) : '';
  return shortenToOnePart(write, plain || value);
}

/** What texts are written with. */
export type SmsVoice = Pick<Hotline, 'script' | 'number'>;

/** A text as it stands in the prompts, and how values are put into it, however long it becomes; null if there is none. */
export function findSmsText(
  { script: { prompts }, number }: SmsVoice,
  language: string,
  name: string,
): { words: string; write: (vars: Record<string, string>) => string } | null {
  const spoken = prompts.get(language) ?? [...prompts.values()][0];
  const words = spoken?.sms[name];
  if (!spoken || words === undefined) return null;
  const fillIn = (vars: Record<string, string>) => toGsm(fill(words, spoken, { hotline: number, ...vars }));
  const write = (vars: Record<string, string>) => {
    const told = fillIn(vars);
    if (smsParts(told) === 1 || isGsm(told)) return told;
    const plain = fillIn(withPlainNames(vars));
    return smsParts(plain) < smsParts(told) ? plain : told;
  };
  return { words, write };
}

/** A name of which nothing would be left stays as it is. */
function withPlainNames(vars: Record<string, string>): Record<string, string> {
  const names = NAMES.flatMap((name) => {
    const plain = foldToGsm(vars[name] ?? '');
    return plain === '' ? [] : [[name, plain]];
  });
  return { ...vars, ...Object.fromEntries(names) };
}
