import type { Database } from '../../platform/db/database.ts';
import { HotlineError } from '../../platform/errors.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import type { Call } from '../calls/call.ts';
import { countOtherMessages, lockCallBySid } from '../calls/call-store.ts';
import type { Hotline, HotlineWork } from '../calls/hotline.ts';
import { houseZone } from '../paging/house-zone.ts';
import { notifySupervisors } from '../paging/notify.ts';
import { mergeMessage } from './merge-voicemail.ts';
import { insertMissedCall } from './record-missed-call.ts';

/** The report of its end may be lost, too. */
const CHECK_AFTER_MS = 60_000;

/** What a caller said to the carrier's own recorder while we could not serve them. */
interface LeftMessage {
  callSid: string;
  from: string;
  to: string;
  /** the carrier's name for the recording, and its length in seconds */
  recording: string;
  seconds: number;
}

/**
 * Puts such a message where it belongs: to the case of its call, or into one of its own, since it was us who could not
 * serve this caller. The supervisors are told.
 */
export async function keepMessage(
  database: Database,
  hotline: Hotline,
  message: LeftMessage,
  now: Date,
): Promise<void> {
  await database.transaction(async (tx) => {
    const call =
      (await lockCallBySid(tx, message.callSid)) ?? (await insertLate({ tx, hotline, now }, message));
    if (await mergeMessage({ tx, hotline, now }, call, message))
      await tellOfMessage({ tx, hotline, now }, call);
  });
}

const HOUR_MS = 3_600_000;
/** Anybody can leave messages: so many an hour are told of one by one, and of the rest every tenth. */
const MAX_TOLD_PER_HOUR = 5;
const TOLD_OF_EVERY = 10;

/** The supervisors learn that there is a message to listen to. */
export async function tellOfMessage(work: HotlineWork, call: Pick<Call, 'id' | 'startedAt'>): Promise<void> {
  const { tx, now } = work;
  const others = await countOtherMessages(tx, call.id, new Date(now.getTime() - HOUR_MS));
  if (others >= MAX_TOLD_PER_HOUR && others % TOLD_OF_EVERY !== 0) return;
  const zone = await houseZone(tx);
  await notifySupervisors(work, {
    text: 'message-left',
    vars: { 'call-time': call.startedAt.toISOString(), zone },
  });
}

/** Not even the first ring of this call could be written down: it was at least as long ago as the message took. */
async function insertLate(work: HotlineWork, message: LeftMessage): Promise<Call> {
  const { tx, now } = work;
  const startedAt = new Date(now.getTime() - message.seconds * 1_000);
  const { callSid: sid, from, to } = message;
  const call =
    (await insertMissedCall(work, { sid, from, to, startedAt, status: 'in-progress', endedAt: null })) ??
    (await lockCallBySid(tx, sid));
  if (!call) throw new HotlineError('database-unavailable', 'a late call could not be written');
  const dueAt = new Date(now.getTime() + CHECK_AFTER_MS);
  await setTimer(tx, { kind: 'check-call', subject: call.id, dueAt });
  return call;
}
