import type { Call } from '../../domain/calls/call.ts';
import { changeCall, lockCall } from '../../domain/calls/call-store.ts';
import {
  countWantedLegs,
  findLegsInTheWay,
  findPlaceOfLeg,
  giveBackLeg,
  leaveOpen,
  type NextLeg,
  readyLeftOpen,
  takeNextToDial,
} from '../../domain/calls/dial-store.ts';
import { handleStatus } from '../../domain/calls/handle-status.ts';
import { RING_SECONDS } from '../../domain/calls/ring-seconds.ts';
import { noteCallAccepted } from '../../domain/explain/instants-store.ts';
import { makeWay } from '../../domain/paging/make-way.ts';
import type { Page } from '../../domain/paging/page.ts';
import { changePage, findPagesOfCall, pageHasGone, readdressPages } from '../../domain/paging/page-store.ts';
import { phoneByNow } from '../../domain/paging/phone-by-now.ts';
import { interruptTests } from '../../domain/readiness/interrupt-tests.ts';
import type { Tx } from '../../platform/db/database.ts';
import { doubling } from '../../platform/doubling.ts';
import { HotlineError } from '../../platform/errors.ts';
import { advanceTimer, setTimer } from '../../platform/timers/timer-store.ts';
import { backoff } from './backoff.ts';
import type { Job, JobDeps } from './job.ts';
import { noteOutcome } from './note-outcome.ts';
import { noteTaken, passGate, shutGate, type Traffic, waitInLine } from './pass-gate.ts';

/**
 * Whoever is wanted is on another leg of ours. The end of that one wakes the next; in case it is missed, it is looked again,
 * less and less often: many who wait for one phone must not keep the workers busy.
 */
const BUSY_MS = { first: 5_000, most: 60_000 };
const busyFor = (attempts: number) => doubling(attempts, BUSY_MS.first, BUSY_MS.most);
/** How long after its time a leg whose end the carrier never told us is asked about. */
const CHECK_AFTER_MS = 10_000;
/** By then the first webhook of a leg has come, if there is a leg, whatever became of the answer. */
const SHOWN_AFTER_MS = 2_000;

const CALLS: Traffic = {
  gate: 'calls',
  timer: 'place-call',
  perSecond: ({ callsPerSecond }) => callsPerSecond,
  countWaiting: countWantedLegs,
  findPlace: findPlaceOfLeg,
  lookAgainMs: busyFor,
};

/**
 * Dials one leg: the most urgent, whichever it was whose timer rang. The intention is written before the carrier is asked.
 * When its answer stays out, the leg is asked for again, unless a webhook has shown meanwhile that it exists: two pages are
 * better than none. A customer's is asked for again only after `UNANSWERED`: their phone is not to ring twice.
 */
export const placeCall: Job = async (deps, timer) => {
  if (timer.attempts === 1)
    await deps.database.transaction(async (tx) => {
      const work = { tx, hotline: deps.hotline, now: deps.now() };
      await interruptTests(work, timer.subject);
      await makeWay(work, timer.subject);
    });
  const taken = await passGate(deps, CALLS, {
    choose: (tx, most) => intendNext(tx, deps, most),
    chooseOwn: (tx) => intendNext(tx, deps, 1, timer.subject),
    giveBack: (one) => giveBack(deps, one),
  });
  if (taken) await dial(deps, taken);
  await waitInLine(deps, CALLS, timer);
  await doubtLegsInTheWay(deps, timer.subject);
};

/** So soon is the carrier asked whether a leg that keeps another waiting is over: its own report comes first, if it comes. */
const DOUBTED_AFTER_MS = 500;

/** Whoever keeps a leg waiting may be off the line already, and the report of it lost: the carrier is asked soon. */
async function doubtLegsInTheWay({ database, now }: JobDeps, id: string): Promise<void> {
  const inTheWay = await findLegsInTheWay(database, id);
  if (inTheWay.length === 0) return;
  const soon = new Date(now().getTime() + DOUBTED_AFTER_MS);
  await database.transaction(async (tx) => {
    for (const subject of inTheWay) await advanceTimer(tx, { kind: 'check-call', subject }, soon);
  });
}

/** A leg that the carrier is to be asked for, and when that was written down. */
interface Taken {
  call: Call;
  /** how often it was left open before whether it exists */
  tries: number;
  at: Date;
}

async function dial(deps: JobDeps, taken: Taken): Promise<void> {
  const { call } = taken;
  const { database, now, urls } = deps;
  let sid: string;
  try {
    ({ sid } = await deps.carrier.startCall({
      to: call.toNumber ?? '',
      from: deps.hotline.number,
      url: urls.leg(call.id),
      statusUrl: urls.callStatus(call.id),
      machineUrl: urls.machine(call.id),
      ringSeconds: RING_SECONDS[call.party],
    }));
  } catch (error) {
    return fail(deps, taken, error);
  }
  const at = now();
  await noteOutcome(deps, () => database.transaction((tx) => noteStarted(tx, call, sid, at)));
  await noteTaken(deps, CALLS);
}

async function fail(deps: JobDeps, taken: Taken, error: unknown): Promise<void> {
  const { call } = taken;
  const code = error instanceof HotlineError ? error.code : undefined;
  if (code === 'carrier-refused') return refuse(deps, call, error);
  if (code === 'overtaken') {
    await noteOutcome(deps, () => giveBack(deps, taken));
    throw error;
  }
  deps.log.warn({ err: error, call: call.id }, 'a call could not be placed and will be retried');
  const note = code === 'carrier-busy' ? wantAgain : noteLeftOpen;
  await noteOutcome(deps, () => deps.database.transaction((tx) => note(tx, deps, taken)));
}

/** Nobody knows whether the leg exists. A page is asked for again, at longer and longer distances. */
async function noteLeftOpen(tx: Tx, { now }: JobDeps, { call, tries, at }: Taken): Promise<void> {
  if (call.party !== 'engineer') return;
  const dueAt = new Date(now().getTime() + backoff(tries + 2));
  const priority = await leaveOpen(tx, { id: call.id, at }, dueAt);
  if (priority !== null) await setTimer(tx, { kind: 'place-call', subject: call.id, dueAt, priority });
}

/** It was not asked for: this worker stood still. Whoever comes next decides anew. */
async function giveBack({ database, owner, now }: JobDeps, { call: { id }, at }: Taken): Promise<void> {
  await database.transaction(async (tx) => {
    await giveBackLeg(tx, id, { owner: owner ?? null, at });
    await advanceTimer(tx, { kind: 'place-call', subject: id }, now());
  });
}

/** The carrier does not take it now: it is wanted as before, unless it has moved on or was called off meanwhile. */
async function wantAgain(tx: Tx, deps: JobDeps, { call: { id }, at }: Taken): Promise<void> {
  await shutGate(tx, deps, CALLS);
  await giveBackLeg(tx, id, { owner: deps.owner ?? null, at });
}

async function intendNext(tx: Tx, deps: JobDeps, most: number, only?: string): Promise<Taken[]> {
  const taken: Taken[] = [];
  while (taken.length < most) {
    const next = await intend(tx, deps, only);
    if (!next) break;
    taken.push(next);
  }
  return taken;
}

async function intend(tx: Tx, deps: JobDeps, only?: string): Promise<Taken | null> {
  const now = deps.now();
  const call = await takeNextToDial(tx, now, deps.owner, only);
  if (!call) return null;
  const pages = await findPagesOfCall(tx, call.id);
  for (const page of pages) await changePage(tx, page.id, { status: 'sending', at: now });
  const toNumber = await readdress(tx, call, pages);
  // already now: should the carrier's answer stay out, its webhooks may still show the leg, and the last of them be lost
  const silentAfter = new Date(now.getTime() + RING_SECONDS[call.party] * 1_000 + CHECK_AFTER_MS);
  await setTimer(tx, { kind: 'check-call', subject: call.id, dueAt: silentAfter });
  return { call: { ...call, toNumber }, tries: call.tries, at: now };
}

/** Where a page rings: whoever has other phones since it was written has it on one of those. */
async function readdress(tx: Tx, { id, toNumber, phones }: NextLeg, pages: readonly Page[]) {
  const [page] = pages;
  if (!page || toNumber === null || !phones || phones.includes(toNumber)) return toNumber;
  const other = await phoneByNow(tx, page);
  if (other === null) return toNumber;
  await changeCall(tx, id, { toNumber: other });
  const ids = pages.map((one) => one.id);
  await readdressPages(tx, ids, other);
  return other;
}

async function noteStarted(tx: Tx, asked: Call, sid: string, now: Date): Promise<void> {
  const call = await lockCall(tx, asked.id);
  if (!call) return;
  if (call.sid === null) await changeCall(tx, call.id, { sid });
  await noteCallAccepted(tx, call.id, now);
  if (call.status === 'sending') await changeCall(tx, call.id, { status: 'queued' });
  for (const page of await findPagesOfCall(tx, call.id)) await pageHasGone(tx, page.id, now);
  for (const subject of await readyLeftOpen(tx, new Date(now.getTime() - SHOWN_AFTER_MS), now))
    await advanceTimer(tx, { kind: 'place-call', subject }, now);
}

/** The carrier will never place this call: it counts as failed, and whatever follows a failed call follows. */
async function refuse(deps: JobDeps, call: Call, error: unknown): Promise<void> {
  deps.log.error(
    { err: error, call: call.id },
    'the carrier rejected a call, so it will not be placed: err has its code; run "hotline doctor"',
  );
  await handleStatus(deps.database, deps.runner, { legId: call.id, sid: null, status: 'failed' }, deps.now());
}
