import type { HotlineWork } from '../calls/hotline.ts';
import { isCarriersWord, readOptWord } from '../carrier/opt-words.ts';
import { textsSince } from '../messages/message-store.ts';
import { noteOptIn, noteOptOut } from '../paging/sms-consent.ts';

/**
 * The owner of a number opts out of SMS, or back in. A word that reaches us late, after a newer one, says nothing any more.
 * @param sms.sentAt when it was sent, if that was a while ago
 * @returns whether that is what it was about: the YES of somebody who is not opted out says something else
 */
export async function changeSmsConsent(
  work: HotlineWork,
  sms: { from: string; body: string; sentAt?: Date },
): Promise<boolean> {
  const { tx } = work;
  const { from: number, body, sentAt } = sms;
  if (sentAt && (await textsSince(tx, number, sentAt)).some((later) => readOptWord(later))) return true;
  if (readOptWord(body) === 'opt-in') return noteOptIn(work, { number });
  await noteOptOut(work, { number, byCarrier: isCarriersWord(body) });
  return true;
}
