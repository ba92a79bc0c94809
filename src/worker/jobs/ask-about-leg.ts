import type { Call, CallStatus } from '../../domain/calls/call.ts';
import { handleStatus } from '../../domain/calls/handle-status.ts';
import type { JobDeps } from './job.ts';

/**
 * Asks the carrier how a leg fares, and does what its report would have done.
 * @param options.unknownIsOver a leg that the carrier does not know has ended; else it may only lag behind
 * @returns what the carrier said; null if it does not know the leg, or the leg has no name there yet
 */
export async function askAboutLeg(
  { carrier, database, runner, now }: JobDeps,
  call: Pick<Call, 'id' | 'sid'>,
  { unknownIsOver }: { unknownIsOver: boolean },
): Promise<CallStatus | null> {
  if (call.sid === null) return null;
  const known = await carrier.callStatus(call.sid);
  const status = known ?? (unknownIsOver ? 'completed' : null);
  if (status) await handleStatus(database, runner, { legId: call.id, sid: call.sid, status }, now());
  return status;
}
