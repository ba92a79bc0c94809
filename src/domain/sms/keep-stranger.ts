import { hasRungSince } from '../calls/call-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { readOptWord } from '../carrier/opt-words.ts';
import { languageOf } from '../escalation/find-recipients.ts';
import { insertMessage, wasTextedSince } from '../messages/message-store.ts';
import { supervisorPhones } from '../oncall/supervisors-store.ts';
import { notifySupervisors } from '../paging/notify.ts';
import { countStrangers, keepText } from './kept-text-store.ts';
import { sendReply } from './send-reply.ts';
import { findPagedAt } from './sender-store.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Anybody can write: so many texts a day are kept of one number, and of all together. */
const MAX_OF_NUMBER = 5;
const MAX_IN_ALL = 200;
/** Whoever has rung within this time is somebody: what others have used up does not count against them. */
const RUNG_MS = 30 * DAY_MS;

/** Whoever was paged at a number within this time, and is not known by it any more, reads so. */
const PAGED_MS = 3 * DAY_MS;

/**
 * A text from a number that nobody here has: the supervisors may read it on the board, and nobody answers, unless somebody has just
 * been paged there. Where there are so many that it is not kept they are told, once a day.
 * @returns whether it is the first in a day that is not kept
 */
export async function keepStranger(
  work: HotlineWork,
  sms: { sid: string; from: string; to: string; body: string; sentAt?: Date },
): Promise<boolean> {
  const { tx, now } = work;
  if (sms.body.trim() === '' || readOptWord(sms.body)) return false;
  const dayAgo = new Date(now.getTime() - DAY_MS);
  const { ofNumber, inAll } = await countStrangers(tx, sms.from, dayAgo);
  if (ofNumber >= MAX_OF_NUMBER) return false;
  const isUsedUp = inAll >= MAX_IN_ALL;
  if (isUsedUp && !(await hasRungSince(tx, sms.from, new Date(now.getTime() - RUNG_MS))))
    return tellOfTooMany(work, dayAgo);
  const message = await insertMessage(tx, {
    sid: sms.sid,
    direction: 'inbound',
    audience: 'customer',
    fromNumber: sms.from,
    toNumber: sms.to,
    body: sms.body.slice(0, 1_600),
    status: 'received',
    createdAt: sms.sentAt ?? now,
  });
  if (!message) return false;
  await keepText(tx, message.id, 'message', null);
  await tellWhoWasPaged(work, sms.from);
  return false;
}

/** They may take what they write for an order that counts. */
async function tellWhoWasPaged(work: HotlineWork, to: string): Promise<void> {
  const languages = await findPagedAt(work.tx, to, new Date(work.now.getTime() - PAGED_MS));
  if (!languages) return;
  const language = languageOf(work.hotline, languages);
  await sendReply(work, { audience: 'engineer', to, language, text: 'number-left', vars: {} });
}

/** @returns whether that is news */
async function tellOfTooMany(work: HotlineWork, since: Date): Promise<boolean> {
  const text = 'strangers-write';
  const phones = await supervisorPhones(work.tx);
  if (await wasTextedSince(work.tx, { phones, text }, since)) return false;
  await notifySupervisors(work, { text, vars: { count: String(MAX_IN_ALL) } });
  return true;
}
