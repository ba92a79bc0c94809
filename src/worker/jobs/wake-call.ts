import { callBackInstead } from '../../domain/callbacks/call-back-instead.ts';
import { findAttemptOfCall } from '../../domain/callbacks/callback-store.ts';
import { isFinal } from '../../domain/calls/call.ts';
import { changeCall, lockCall } from '../../domain/calls/call-store.ts';
import { flowOf } from '../../domain/calls/run-flow.ts';
import { stateOf, wake } from '../../domain/flow/advance.ts';
import type { Tx } from '../../platform/db/database.ts';
import { HotlineError } from '../../platform/errors.ts';
import { type ClaimedTimer, postponeTimer } from '../../platform/timers/claimed-timers-store.ts';
import { askAboutLeg } from './ask-about-leg.ts';
import { backoff } from './backoff.ts';
import type { Job, JobDeps } from './job.ts';

/** So often a caller is tried, with pauses of 1 and 2 seconds, before the engineer goes another way. */
const MAX_TRIES = 3;

/**
 * Something happened that a waiting leg must hear of: it goes on to what its state leads to, and the carrier is told to
 * ask again. A leg that is not waiting finds out with its next answer.
 */
export const wakeCall: Job = async (deps, timer) => {
  const sid = await deps.database.transaction((tx) => moveOn(tx, deps, timer));
  if (sid === null) return;
  try {
    await deps.carrier.redirectCall(sid, deps.urls.leg(timer.subject));
  } catch (error) {
    if (error instanceof HotlineError && error.code === 'overtaken') throw error;
    const hasEnded = await askWhetherOver(deps, { id: timer.subject, sid }, error).catch(() => false);
    if (!hasEnded) await tryAgain(deps, timer, error);
  }
};

/** A leg that cannot be redirected has ended; the report of it comes late, or is lost, and somebody may be waiting for it. */
async function askWhetherOver(
  deps: JobDeps,
  leg: { id: string; sid: string },
  error: unknown,
): Promise<boolean> {
  if (!(error instanceof HotlineError && error.code === 'carrier-refused')) return false;
  const status = await askAboutLeg(deps, leg, { unknownIsOver: true });
  return status !== null && isFinal(status);
}

/**
 * It is not known whether the carrier has heard. A leg is told again until it is known; but an engineer who waits for a
 * caller has the customer called back after a few tries, within seconds.
 */
async function tryAgain(deps: JobDeps, timer: ClaimedTimer, error: unknown): Promise<void> {
  const { database, hotline, log, now } = deps;
  const { subject, attempts } = timer;
  log.warn(
    { err: error, call: subject, attempts },
    'somebody on hold could not be moved on; will be retried',
  );
  await database.transaction(async (tx) => {
    if (attempts >= MAX_TRIES) await callBackInstead({ tx, hotline, now: now() }, subject);
    await postponeTimer(tx, timer, new Date(now().getTime() + backoff(attempts)));
  });
}

/** @returns the leg that the carrier is to ask about again, by the carrier's name for it; null if it need not */
async function moveOn(tx: Tx, deps: JobDeps, timer: ClaimedTimer): Promise<string | null> {
  const call = await lockCall(tx, timer.subject);
  if (!call?.sid || isFinal(call.status)) return null;
  // the words of its question have changed, and the carrier does not know yet
  if (call.visit.machine) return call.sid;
  const flow = flowOf(await deps.runner.scripts.of(tx, call.visit), call.visit);
  const { type } = stateOf(flow, call.visit.state);
  // tried again: the visit has moved on already, but the carrier may not know. If the leg has asked since, it knows:
  // a second order would tear the two apart who talk by now
  if (timer.attempts > 1 && call.visit.vars.woken === timer.id) return type === 'run' ? call.sid : null;
  if (type === 'bridge' && (await isBeingJoined(tx, call.id))) return null;
  const woken = wake(flow, call.visit);
  if (woken) await changeCall(tx, call.id, { visit: { ...woken, vars: { ...woken.vars, woken: timer.id } } });
  // a leg that speaks its last words was moved there already, but the carrier does not know yet
  return woken || type === 'end' ? call.sid : null;
}

/** A wake-up that comes late finds a leg that a key has moved on meanwhile: whoever is put through stays so. */
async function isBeingJoined(tx: Tx, callId: string): Promise<boolean> {
  const attempt = await findAttemptOfCall(tx, callId);
  return attempt !== null && attempt.stage !== 'ended';
}
