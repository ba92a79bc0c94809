import { sendOnWhoIsAlone } from '../../domain/callbacks/part-talk.ts';
import { isFinal } from '../../domain/calls/call.ts';
import { findCall } from '../../domain/calls/call-store.ts';
import { findNextWaitingLeg } from '../../domain/calls/dial-store.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import { askAboutLeg } from './ask-about-leg.ts';
import type { Job } from './job.ts';

const AGAIN_MS = 60_000;
/** As often is a leg asked about while another waits for the same phone: nobody waits for a lost report. */
const WAITED_FOR_MS = 3_000;
/** The carrier's record lags behind; a leg it does not know after this long has ended. */
const FORGOTTEN_MS = 10 * 60_000;

/**
 * Status webhooks are best effort: a leg that should have ended long ago is asked about, so that a lost webhook never
 * leaves a page ringing, a callback running, or a customer in an empty room for ever. One that the carrier has not given a name yet is looked at again.
 */
export const checkCall: Job = async (deps, timer) => {
  const call = await findCall(deps.database, timer.subject);
  if (!call || isFinal(call.status)) return;
  const unknownIsOver = deps.now().getTime() - call.startedAt.getTime() > FORGOTTEN_MS;
  const known = await askAboutLeg(deps, call, { unknownIsOver });
  if (known !== null && isFinal(known)) return;
  const next = await findNextWaitingLeg(deps.database, call);
  const dueAt = new Date(deps.now().getTime() + (next === null ? AGAIN_MS : WAITED_FOR_MS));
  const script = await deps.runner.scripts.of(deps.database, call.visit);
  await deps.database.transaction(async (tx) => {
    await sendOnWhoIsAlone({ tx, now: deps.now() }, call, script);
    await setTimer(tx, { kind: 'check-call', subject: call.id, dueAt });
  });
};
