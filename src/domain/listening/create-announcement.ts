import type { Work } from '../../platform/db/work.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import { insertAnnouncement, noteAnnouncement } from './announcement-store.ts';
import type { Announcement } from './listener.ts';
import { findListenerOfAnnouncement } from './listener-store.ts';

/**
 * Has something said into a talk; the carrier is asked once the transaction has committed.
 * @param afterMs or so much later, unless it was dropped by then
 * @returns by what name it is known
 */
export async function createAnnouncement(
  { tx, now }: Work,
  talk: { ticketNumber: string; id: string },
  prompt: string,
  afterMs = 0,
): Promise<string> {
  const wanted = { ticketNumber: talk.ticketNumber, attemptId: talk.id, prompt };
  const id = await insertAnnouncement(tx, wanted, now);
  await setTimer(tx, { kind: 'announce', subject: id, dueAt: new Date(now.getTime() + afterMs) });
  return id;
}

/** The carrier has said an announcement to the end, or cannot: whoever waits for it hears how it went. */
export async function settleAnnouncement(
  { tx, now }: Work,
  id: string,
  how: 'ended' | 'failed',
): Promise<Announcement | null> {
  const settled = await noteAnnouncement(tx, id, how, now);
  const listener = settled && (await findListenerOfAnnouncement(tx, id));
  if (listener) await setTimer(tx, { kind: 'wake-call', subject: listener.callId, dueAt: now });
  return settled;
}
