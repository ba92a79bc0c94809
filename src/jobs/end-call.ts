import { isFinal } from '../calls/call.ts';
import { findCall } from '../calls/call-store.ts';
import { handleStatus } from '../calls/handle-status.ts';
import { flowOf } from '../calls/run-flow.ts';
import { stateOf } from '../voice/advance.ts';
import type { Job } from './job.ts';

/**
 * A leg that nobody needs any more stops ringing. Whoever has picked up already is not cut off: they hear on the line
 * that the case is taken.
 */
export const endCall: Job = async (shop, timer) => {
  const call = await findCall(shop.database, timer.subject);
  if (!call || isFinal(call.status)) return;
  if (call.sid === null) {
    if (call.status !== 'planned') throw new Error('the carrier has not said yet whether this call exists');
    await handleStatus(
      shop.database,
      shop.runner,
      { legId: call.id, sid: null, status: 'canceled' },
      shop.now(),
    );
    return;
  }
  const ringing = stateOf(flowOf(shop.runner.script, call.visit), call.visit.state).type === 'run';
  if (ringing || call.party === 'customer') await shop.carrier.endCall(call.sid);
};
