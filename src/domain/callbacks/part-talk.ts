import type { Tx } from '../../platform/db/database.ts';
import type { Work } from '../../platform/db/work.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import { type Call, isFinal } from '../calls/call.ts';
import { findCall } from '../calls/call-store.ts';
import { wordsOfStar } from '../flow/flow.ts';
import type { Script } from '../flow/script.ts';
import { CALL_IN_STEP } from '../paging/page.ts';
import { findOpenPages } from '../paging/page-store.ts';
import { silencePage } from '../paging/withdraw-pages.ts';
import { findAttemptOfCall } from './callback-store.ts';
import { findTalk } from './find-talk.ts';
import { findCustomerInTalk, isInRoom } from './other-in-talk.ts';

/**
 * An engineer's leg has ended. Where the star key leaves a talk, the carrier does not end it with them: whoever is still in it
 * goes on as after any talk.
 */
export async function sendCustomerOn({ tx, now }: Work, call: Call, script: Script): Promise<void> {
  const flow = script.flows.get(call.visit.flow);
  const attempt = flow && wordsOfStar(flow) && (await findAttemptOfCall(tx, call.id));
  if (attempt?.engineerCallId !== call.id) return;
  await stopCallingIn({ tx, now }, attempt.ticketNumber);
  const left = await findCustomerInTalk(tx, attempt, script);
  if (left) await setTimer(tx, { kind: 'wake-call', subject: left.id, dueAt: now });
}

/** A customer's leg stands in a room that its engineer's has left for good, and nobody has sent it on: it goes on now. */
export async function sendOnWhoIsAlone({ tx, now }: Work, call: Call, script: Script): Promise<void> {
  const attempt = isInRoom(call, script) ? await findAttemptOfCall(tx, call.id) : null;
  if (attempt?.customerCallId !== call.id || attempt.engineerCallId === null) return;
  const engineer = await findCall(tx, attempt.engineerCallId);
  if (engineer && isFinal(engineer.status))
    await setTimer(tx, { kind: 'wake-call', subject: call.id, dueAt: now });
}

/**
 * The customer has left a talk: an engineer who has left it for a moment, or seems to have since the carrier told of their end
 * first, hears of it. The ticket is locked by then, as it is where they leave.
 */
export async function tellEngineerAside({ tx, now }: Work, call: Call, script: Script): Promise<void> {
  const attempt = await findAttemptOfCall(tx, call.id);
  if (attempt?.customerCallId !== call.id || attempt.stage === 'customer') return;
  await stopCallingIn({ tx, now }, attempt.ticketNumber);
  const engineer = await findLeg(tx, attempt.engineerCallId);
  if (engineer && isAside(engineer, script))
    await setTimer(tx, { kind: 'wake-call', subject: engineer.id, dueAt: now });
}

/** The talk is over: nobody is rung any more to join it. Whoever has picked up hears so when they press the key. */
async function stopCallingIn({ tx, now }: Work, ticketNumber: string): Promise<void> {
  const calledIn = (await findOpenPages(tx, ticketNumber)).filter(({ step }) => step === CALL_IN_STEP);
  if (calledIn.length === 0 || (await findTalk(tx, ticketNumber)) !== null) return;
  for (const page of calledIn) {
    const leg = await findLeg(tx, page.callId);
    if (!leg?.answeredAt) await silencePage({ tx, now }, page, 'withdrawn');
  }
}

/** Whether a leg stands at the question that the star key leads to: the only ones of its flow that can be interrupted. */
function isAside({ visit }: Call, { flows }: Script): boolean {
  const state = flows.get(visit.flow)?.states[visit.state];
  return state?.type === 'menu' && state.woken !== undefined;
}

async function findLeg(tx: Tx, id: string | null): Promise<Call | null> {
  const leg = id === null ? null : await findCall(tx, id);
  return leg && !isFinal(leg.status) ? leg : null;
}
