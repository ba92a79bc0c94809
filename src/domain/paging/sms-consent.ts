import type { HotlineWork } from '../calls/hotline.ts';
import type { SmsFailure } from '../carrier/carrier.ts';
import type { Message } from '../messages/message.ts';
import { endOptOut, recordOptOut } from '../messages/opt-out-store.ts';
import { notifySupervisors } from './notify.ts';

/**
 * From now on this number is paged by call only, and the supervisors know.
 * @param byCarrier the carrier delivers nothing to it any more; else they asked us
 */
export async function noteOptOut(
  work: HotlineWork,
  { number, byCarrier }: { number: string; byCarrier: boolean },
): Promise<void> {
  const { tx, now } = work;
  for (const name of await recordOptOut(tx, number, byCarrier ? now : null))
    await notifySupervisors(work, { text: 'opted-out', vars: { 'engineer-name': name } });
}

/** This number takes SMS again, and the supervisors know. @returns whether it did not before */
export async function noteOptIn(
  work: HotlineWork,
  { number, shownAt }: { number: string; shownAt?: Date },
): Promise<boolean> {
  const { tx } = work;
  const names = await endOptOut(tx, number, shownAt ?? null);
  for (const name of names)
    await notifySupervisors(work, { text: 'opted-in', vars: { 'engineer-name': name } });
  return names.length > 0;
}

/**
 * Keeps our record in step with the carrier's, whatever a message was about: one that is refused shows an opt-out we may not
 * know of, one that gets through shows that there is none any more.
 * @param failure why it will never arrive; null if it was sent or delivered
 */
export async function learnConsent(
  work: HotlineWork,
  message: Message,
  failure: SmsFailure | null,
): Promise<void> {
  const { toNumber: number, createdAt: shownAt } = message;
  if (failure === null) await noteOptIn(work, { number, shownAt });
  else if (failure === 'opted-out') await noteOptOut(work, { number, byCarrier: true });
}
