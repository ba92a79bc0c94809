import type { HotlineWork } from '../calls/hotline.ts';
import { countReplies } from '../messages/message-store.ts';
import { type WantedSms, withholdSms, writeSms } from '../messages/write-sms.ts';

/** Replies cost money: so many go to a number in this time. Orders count all the same, and pages are no replies. */
const MAX_REPLIES = 12;
const REPLIES_WITHIN_MS = 10 * 60_000;
/** What says that something has changed: whose number was forged must hear of it, however many texts came before. */
const NEWS = [
  'acknowledged',
  'calling',
  'passed-on',
  'answered',
  'noted',
  'noted-untold',
  'update-asked',
  'update-sent',
  'answer-sent',
  'reopened',
  'customer-reopened',
  'not-needed',
  'cover-yours',
  'swap-done',
];
const MAX_WITH_NEWS = 40;

/**
 * Answers an SMS, as long as its sender has not had too many answers. One that is not sent stands on record.
 * @returns whether silence begins with this one
 */
export async function sendReply(work: HotlineWork, reply: WantedSms): Promise<boolean> {
  const { tx, now } = work;
  const since = new Date(now.getTime() - REPLIES_WITHIN_MS);
  const { sent, withheld } = await countReplies(tx, reply.to, since);
  const isSilent = sent >= (NEWS.includes(reply.text) ? MAX_WITH_NEWS : MAX_REPLIES);
  await (isSilent ? withholdSms : writeSms)(work, { ...reply, isReply: true });
  return isSilent && withheld === 0;
}
