import { isFinal } from '../../domain/calls/call.ts';
import { findCall } from '../../domain/calls/call-store.ts';
import { cancelWanted } from '../../domain/calls/handle-status.ts';
import { flowOf } from '../../domain/calls/run-flow.ts';
import { findReachable } from '../../domain/escalation/find-recipients.ts';
import { stateOf } from '../../domain/flow/advance.ts';
import { findOpenPagesOfCall } from '../../domain/paging/page-store.ts';
import { type ClaimedTimer, postponeTimer } from '../../platform/timers/claimed-timers-store.ts';
import { backoff } from './backoff.ts';
import type { Job, JobDeps } from './job.ts';

/**
 * A leg that nobody needs any more stops ringing. Whoever has picked up already is not cut off: they hear on the line
 * that the ticket is taken.
 */
export const endCall: Job = async (deps, timer) => {
  const call = await findCall(deps.database, timer.subject);
  if (!call || isFinal(call.status)) return;
  const hasLeft = call.engineer !== null && (await findReachable(deps.database, call.engineer)) === null;
  // somebody else's page has joined it meanwhile
  if (!hasLeft && (await findOpenPagesOfCall(deps.database, call.id)).length > 0) return;
  if (call.sid === null) {
    const isOver = await cancelWanted(deps.database, deps.runner, call.id, deps.now());
    if (!isOver) await later(deps, timer);
    return;
  }
  const script = await deps.runner.scripts.of(deps.database, call.visit);
  const ringing = stateOf(flowOf(script, call.visit), call.visit.state).type === 'run';
  if (ringing || call.party === 'customer') await deps.carrier.endCall(call.sid);
};

/** The carrier was asked for it and has not said yet whether it exists. */
async function later({ database, now }: JobDeps, timer: ClaimedTimer): Promise<void> {
  const dueAt = new Date(now().getTime() + backoff(timer.attempts));
  await database.transaction((tx) => postponeTimer(tx, timer, dueAt));
}
