import type { Call } from '../calls/call.ts';
import { changeCall, lockCall, takeDialSlot, takeNextToDial, urgencyOfWanted } from '../calls/call-store.ts';
import { handleStatus } from '../calls/handle-status.ts';
import type { Tx } from '../db/database.ts';
import { HotlineError } from '../errors.ts';
import { noteCallAccepted } from '../explain/instants-store.ts';
import { makeWay } from '../paging/make-way.ts';
import { changePage, findPagesOfCall } from '../paging/page-store.ts';
import { postponeTimer, setTimer } from '../timers.ts';
import { backoff } from './backoff.ts';
import type { Job, Shop } from './job.ts';

const RING_SECONDS = { engineer: 25, customer: 35, caller: 30 };
/**
 * Whoever is wanted is on another leg of ours. The end of that one wakes the next; in case it is missed, it is looked again,
 * less and less often: many who wait for one phone must not keep the workers busy.
 */
const BUSY_MS = { first: 5_000, most: 60_000 };
const busyFor = (attempts: number) => Math.min(BUSY_MS.most, BUSY_MS.first * 2 ** Math.max(0, attempts - 1));
/** A slot this near is now. */
const AT_ONCE_MS = 25;
/** How long after its time a leg whose end the carrier never told us is asked about. */
const CHECK_AFTER_MS = 30_000;

/**
 * Dials one leg. Every wanted leg has one alarm until it is wanted no more, and every alarm has one slot, since the carrier
 * takes only so many calls a second; in a slot the most urgent leg is dialled, whichever it was that brought the alarm. Whose
 * slot another leg has used takes a further one.
 * The intention is written before the carrier is asked. When its answer stays out, the leg is asked for again, unless a
 * webhook has shown meanwhile that it exists: two pages are better than none.
 */
export const placeCall: Job = async (shop, timer) => {
  const { database, now } = shop;
  const inMs = (ms: number) => new Date(now().getTime() + ms);
  const later = (ms: number) => database.transaction((tx) => postponeTimer(tx, timer, inMs(ms)));
  if (timer.attempts === 1) {
    if ((await urgencyOfWanted(database, timer.subject)) === null) return;
    await database.transaction((tx) => makeWay(tx, shop.line, timer.subject, now()));
    const wait = await waitForSlot(shop);
    if (wait > AT_ONCE_MS) return later(wait);
  }
  const call = await database.transaction((tx) => intend(tx, now()));
  const retryAfter = call ? await dial(shop, call, timer.attempts) : null;
  if (call?.id === timer.subject) {
    if (retryAfter !== null) await later(retryAfter);
    return;
  }
  const urgency = await urgencyOfWanted(database, timer.subject);
  if (urgency === null) return;
  if (!call) return later(busyFor(timer.attempts));
  const again = { kind: 'place-call', subject: timer.subject, dueAt: now(), priority: urgency } as const;
  await database.transaction((tx) => setTimer(tx, again));
};

async function waitForSlot({ database, now, callsPerSecond }: Shop): Promise<number> {
  const slot = await takeDialSlot(database, now(), 1_000 / callsPerSecond);
  return slot.getTime() - now().getTime();
}

/** @returns after how many milliseconds to try again, or null if there is nothing more to do */
async function dial(shop: Shop, call: Call, attempts: number): Promise<number | null> {
  const { database, now, urls } = shop;
  try {
    const { sid } = await shop.carrier.startCall({
      to: call.toNumber ?? '',
      from: shop.line.number,
      url: urls.leg(call.id),
      statusUrl: urls.callStatus(call.id),
      machineUrl: urls.machine(call.id),
      ringSeconds: RING_SECONDS[call.party],
    });
    await database.transaction((tx) => noteStarted(tx, call, sid, now()));
    return null;
  } catch (error) {
    const code = error instanceof HotlineError ? error.code : undefined;
    if (code === 'carrier-refused') {
      await refuse(shop, call, error);
      return null;
    }
    shop.log.warn({ err: error, call: call.id, attempts }, 'a call could not be placed yet');
    if (code !== 'carrier-busy') return UNKNOWN_MS;
    await database.transaction((tx) => wantAgain(tx, call.id));
    return backoff(attempts);
  }
}

/** The carrier does not take it now: it is wanted as before, unless it has moved on or was called off meanwhile. */
async function wantAgain(tx: Tx, callId: string): Promise<void> {
  const call = await lockCall(tx, callId);
  if (call?.status === 'sending') await changeCall(tx, callId, { status: 'planned' });
}

/** It is not known whether the leg exists: its webhooks get this long to show it. */
const UNKNOWN_MS = 21_000;

async function intend(tx: Tx, now: Date): Promise<Call | null> {
  const call = await takeNextToDial(tx, now);
  if (!call) return null;
  for (const page of await findPagesOfCall(tx, call.id)) await changePage(tx, page.id, 'sending', now);
  // already now: should the carrier's answer stay out, its webhooks may still show the leg, and the last of them be lost
  const silentAfter = new Date(now.getTime() + RING_SECONDS[call.party] * 1_000 + CHECK_AFTER_MS);
  await setTimer(tx, { kind: 'check-call', subject: call.id, dueAt: silentAfter });
  return call;
}

async function noteStarted(tx: Tx, asked: Call, sid: string, now: Date): Promise<void> {
  const call = await lockCall(tx, asked.id);
  if (!call) return;
  if (call.sid === null) await changeCall(tx, call.id, { sid });
  await noteCallAccepted(tx, call.id, now);
  if (call.status === 'sending') await changeCall(tx, call.id, { status: 'queued' });
  for (const page of await findPagesOfCall(tx, call.id)) await changePage(tx, page.id, 'sent', now);
}

/** The carrier will never place this call: it counts as failed, and whatever follows a failed call follows. */
async function refuse(shop: Shop, call: Call, error: unknown): Promise<void> {
  shop.log.error({ err: error, call: call.id }, 'the carrier refused a call');
  await handleStatus(shop.database, shop.runner, { legId: call.id, sid: null, status: 'failed' }, shop.now());
}
