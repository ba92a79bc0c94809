import type { Db, Tx } from '../../platform/db/database.ts';
import { HotlineError } from '../../platform/errors.ts';
import { LAST } from '../../platform/timers/timer.ts';
import { clearTimer, setTimer } from '../../platform/timers/timer-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { type Contact, findContactInForce, findCustomer } from '../customers/customer-store.ts';
import { changePinHash, pinIsTaken } from '../customers/seat-store.ts';
import type { Message } from '../messages/message.ts';
import { changeMessage, insertMessage, lockMessage } from '../messages/message-store.ts';
import { messageUrgency } from '../messages/message-urgency.ts';
import { markSending } from '../messages/outbox-store.ts';
import { smsText } from '../messages/write-sms.ts';
import { ownMobile } from './own-mobile.ts';
import { MASKED_PIN, PIN_TEXT, PIN_TEXT_PRIORITY } from './pin-text.ts';
import { findNamesAt, wasChangedSince } from './pin-text-store.ts';

/** Who is to get a PIN by SMS. */
export interface PinReader {
  contact: Contact;
  customerName: string;
  /** E.164; null: by now no text would reach them alone */
  mobile: string | null;
}

/** Null: they have no seat any more. */
export async function findPinReader(db: Db, contactId: string, now: Date): Promise<PinReader | null> {
  const contact = await findContactInForce(db, contactId, now);
  const customer = contact && (await findCustomer(db, contact.customerNumber));
  if (!contact || !customer) return null;
  const reached = await findNamesAt(db, contact.phones);
  const namesAt = (phone: string) => reached.filter((one) => one.phone === phone).map(({ name }) => name);
  return { contact, customerName: customer.name, mobile: ownMobile(contact, namesAt) };
}

/** What the text says. @param pin the PIN, or what stands for it on record */
export function pinText(
  hotline: HotlineWork['hotline'],
  { contact, customerName }: PinReader,
  pin: string,
): string {
  return smsText(hotline, contact.language, PIN_TEXT, { pin, 'customer-name': customerName });
}

/**
 * A PIN is in force from now on, and its text on its way: the carrier is asked next. Should nobody come to know what came of
 * it, it counts as unknown after a while, and is not sent a second time.
 * @returns null: somebody at the customer has this PIN
 * @throws HotlineError `overtaken`: it is wanted no more, since they were given another PIN
 */
export async function writePinText(
  { tx, hotline, now }: HotlineWork,
  reader: PinReader & { mobile: string },
  pinHash: Buffer,
  owner: string | null,
): Promise<Message | null> {
  const { contact, mobile } = reader;
  if (await pinIsTaken(tx, contact.customerNumber, pinHash)) return null;
  const message = await insertPinText({ tx, hotline, now }, reader, { to: mobile, status: 'planned' });
  await markSending(tx, message, now, owner);
  await changePinHash(tx, contact.id, pinHash);
  if (!(await clearTimer(tx, 'text-pin', contact.id)))
    throw new HotlineError('overtaken', 'a PIN is not sent: its owner was given another');
  const dueAt = new Date(now.getTime() + UNANSWERED_MS);
  await setTimer(tx, { kind: 'send-message', subject: message.id, dueAt });
  return message;
}

/** How long an asked carrier may keep us waiting; a little more than the outbox gives it. */
const UNANSWERED_MS = 21_000;

/** No text reaches them alone: that they have no PIN is on record. */
export async function noteNoMobile(work: HotlineWork, reader: PinReader): Promise<void> {
  const [to = ''] = reader.contact.phones;
  await insertPinText(work, reader, { to, status: 'failed', error: 'no mobile of their own' });
}

async function insertPinText(
  { tx, hotline, now }: HotlineWork,
  reader: PinReader,
  { to, status, error }: { to: string; status: 'planned' | 'failed'; error?: string },
): Promise<Message> {
  const message = await insertMessage(tx, {
    direction: 'outbound',
    audience: 'customer',
    fromNumber: hotline.number,
    toNumber: to,
    body: pinText(hotline, reader, MASKED_PIN),
    textName: PIN_TEXT,
    contactId: reader.contact.id,
    status,
    createdAt: now,
    urgency: messageUrgency({ audience: 'customer', priority: PIN_TEXT_PRIORITY }),
  });
  if (!message) throw new Error('a message could not be written');
  if (error !== undefined) await changeMessage(tx, message.id, { status, error });
  return message;
}

/**
 * The text did certainly not go out: another PIN is made for the next try, unless a report has shown meanwhile that it did, or
 * its reader was given another PIN.
 */
export async function withdrawPinText(
  tx: Tx,
  { id, contactId, createdAt }: Message,
  { error, dueAt }: { error: string; dueAt: Date },
): Promise<void> {
  const current = await lockMessage(tx, id);
  if (contactId === null || (current && current.status !== 'sending')) return;
  if (current) await changeMessage(tx, id, { status: 'withdrawn', error });
  if (await wasChangedSince(tx, contactId, createdAt)) return;
  await setTimer(tx, { kind: 'text-pin', subject: contactId, dueAt, priority: LAST });
}
