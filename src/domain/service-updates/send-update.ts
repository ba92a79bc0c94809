import type { Tx } from '../../platform/db/database.ts';
import type { Hotline } from '../calls/hotline.ts';
import { contactsOf } from '../customers/customer-store.ts';
import { takesSms } from '../directory-entry/phone.ts';
import { writeSms } from '../messages/write-sms.ts';
import { MAX_UPDATES_A_DAY, REPEAT_MS, type ServiceUpdate } from './service-update.ts';
import {
  addReached,
  countUpdatesSince,
  findSameUpdate,
  insertUpdate,
  lockUpdatesOf,
  type NewUpdate,
} from './service-update-store.ts';

const DAY_MS = 24 * 3_600_000;

/** One transaction at one instant. */
export interface UpdateWork {
  tx: Tx;
  hotline: Hotline;
  now: Date;
}

/** Whether a customer's contacts may be told something now: not more than a few times a day, and somebody has to be there. */
export async function mayUpdate(
  { tx, now }: UpdateWork,
  customerNumber: string,
): Promise<{ contacts: number } | { refused: 'too-many' | 'nobody' }> {
  await lockUpdatesOf(tx, customerNumber);
  const sent = await countUpdatesSince(tx, customerNumber, new Date(now.getTime() - DAY_MS));
  if (sent >= MAX_UPDATES_A_DAY) return { refused: 'too-many' };
  const contacts = (await contactsOf(tx, customerNumber, now)).length;
  return contacts === 0 ? { refused: 'nobody' } : { contacts };
}

/**
 * Tells all contacts of a customer something at once: for those who write it where they have shown who they are. Doing it
 * twice with the same words tells nobody twice.
 */
export async function sendUpdate(
  work: UpdateWork,
  wanted: NewUpdate,
): Promise<{ update: ServiceUpdate; contacts: number } | { refused: 'too-many' | 'nobody' }> {
  const { tx, now } = work;
  const allowed = await mayUpdate(work, wanted.customerNumber);
  const same = await findSameUpdate(tx, wanted, new Date(now.getTime() - REPEAT_MS));
  if (same) return { update: same, contacts: 0 };
  if ('refused' in allowed) return allowed;
  const update = await insertUpdate(tx, wanted);
  return { update, contacts: await tellContacts(work, update) };
}

/** Writes to every contact in their own language; those who share a phone and a language read it once. @returns how many there are */
export async function tellContacts({ tx, hotline, now }: UpdateWork, update: ServiceUpdate): Promise<number> {
  const contacts = await contactsOf(tx, update.customerNumber, now);
  const vars = { sender: update.authorName, role: update.role, answer: update.body };
  const written = new Map<string, string>();
  for (const { id, phones, language } of contacts) {
    const readerOf = (phone: string | undefined) => `${phone} ${language}`;
    // whoever has a phone of their own besides is written to there
    const isFree = (phone: string) => takesSms(phone) && !written.has(readerOf(phone));
    const to = phones.find(isFree) ?? phones.find(takesSms) ?? phones[0];
    const reader = readerOf(to);
    if (to !== undefined && !written.has(reader)) {
      const sms = { audience: 'customer' as const, language, text: 'service-update', vars, contactId: id };
      written.set(reader, (await writeSms({ tx, hotline, now }, { ...sms, to })).id);
    }
    await addReached(tx, update.id, { contactId: id, messageId: written.get(reader) ?? null });
  }
  return contacts.length;
}
