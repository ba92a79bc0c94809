import { type Call, isFinal } from '../calls/call.ts';
import { changeCall, findLiveCallsOfEngineer, lockCall } from '../calls/call-store.ts';
import { handleStatus } from '../calls/handle-status.ts';
import type { Tx } from '../db/database.ts';
import { HotlineError } from '../errors.ts';
import { changePage, findPageByCall } from '../paging/page-store.ts';
import { postponeTimer, setTimer } from '../timers.ts';
import { backoff } from './backoff.ts';
import type { Job, Shop } from './job.ts';

const RING_SECONDS = { engineer: 25, customer: 35, caller: 30 };
/** An engineer is on another leg of ours: their phone is tried again a little later. */
const ENGINEER_BUSY_MS = 10_000;
/** How long after its time a leg whose end the carrier never told us is asked about. */
const CHECK_AFTER_MS = 30_000;

/**
 * Asks the carrier for a leg that is wanted. The intention is written before the carrier is asked; when the answer stays
 * out, the leg is asked for again, unless a webhook has shown meanwhile that it exists: two pages are better than none.
 */
export const placeCall: Job = async (shop, timer) => {
  const call = await shop.database.transaction((tx) => intend(tx, timer.subject, shop.now()));
  if (call === 'nothing-to-do') return;
  if (call === 'engineer-busy') {
    const later = new Date(shop.now().getTime() + ENGINEER_BUSY_MS);
    await shop.database.transaction((tx) => postponeTimer(tx, timer, later));
    return;
  }
  try {
    const { sid } = await shop.carrier.startCall({
      to: call.toNumber ?? '',
      from: shop.line.number,
      url: shop.urls.leg(call.id),
      statusUrl: shop.urls.callStatus(call.id),
      ringSeconds: RING_SECONDS[call.party],
    });
    await shop.database.transaction((tx) => noteStarted(tx, call, sid, shop.now()));
  } catch (error) {
    if (error instanceof HotlineError && error.code === 'carrier-refused') return refuse(shop, call, error);
    shop.log.warn({ err: error, call: call.id, attempts: timer.attempts }, 'a call could not be placed yet');
    const later = new Date(shop.now().getTime() + backoff(timer.attempts));
    await shop.database.transaction((tx) => postponeTimer(tx, timer, later));
  }
};

async function intend(tx: Tx, id: string, now: Date): Promise<Call | 'nothing-to-do' | 'engineer-busy'> {
  const call = await lockCall(tx, id);
  if (!call || call.sid !== null || isFinal(call.status)) return 'nothing-to-do';
  if (call.engineer !== null) {
    const others = await findLiveCallsOfEngineer(tx, call.engineer);
    if (others.some((other) => other.id !== call.id && other.status !== 'planned')) return 'engineer-busy';
  }
  await changeCall(tx, call.id, { status: 'sending' });
  const page = await findPageByCall(tx, call.id);
  if (page) await changePage(tx, page.id, 'sending', now);
  return call;
}

async function noteStarted(tx: Tx, asked: Call, sid: string, now: Date): Promise<void> {
  const call = await lockCall(tx, asked.id);
  if (!call) return;
  if (call.sid === null) await changeCall(tx, call.id, { sid });
  if (call.status === 'sending') await changeCall(tx, call.id, { status: 'queued' });
  const page = await findPageByCall(tx, call.id);
  if (page) await changePage(tx, page.id, 'sent', now);
  const silentAfter = new Date(now.getTime() + RING_SECONDS[call.party] * 1_000 + CHECK_AFTER_MS);
  await setTimer(tx, { kind: 'check-call', subject: call.id, dueAt: silentAfter });
}

/** The carrier will never place this call: it counts as failed, and whatever follows a failed call follows. */
async function refuse(shop: Shop, call: Call, error: HotlineError): Promise<void> {
  shop.log.error({ err: error, call: call.id }, 'the carrier refused a call');
  await handleStatus(shop.database, shop.runner, { legId: call.id, sid: null, status: 'failed' }, shop.now());
}
