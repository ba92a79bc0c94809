import type { Work } from '../../platform/db/work.ts';
import { readOptWord } from '../carrier/opt-words.ts';
import { insertMessage } from '../messages/message-store.ts';
import { countKept, keepText } from './kept-text-store.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Anybody can write: so many texts a day are kept of one number, and of all together. */
const MAX_OF_NUMBER = 5;
const MAX_IN_ALL = 200;

/** A text from a number that nobody here has: it gets no answer, and the supervisors may read it on the board. */
export async function keepStranger(
  { tx, now }: Work,
  sms: { sid: string; from: string; to: string; body: string; sentAt?: Date },
): Promise<void> {
  if (sms.body.trim() === '' || readOptWord(sms.body)) return;
  const { ofNumber, inAll } = await countKept(tx, sms.from, new Date(now.getTime() - DAY_MS));
  if (ofNumber >= MAX_OF_NUMBER || inAll >= MAX_IN_ALL) return;
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
  if (message) await keepText(tx, message.id, 'message', null);
}
