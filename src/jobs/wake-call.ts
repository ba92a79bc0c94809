import { isFinal } from '../calls/call.ts';
import { changeCall, lockCall } from '../calls/call-store.ts';
import { flowOf } from '../calls/run-flow.ts';
import { HotlineError } from '../errors.ts';
import { wake } from '../voice/advance.ts';
import type { Job } from './job.ts';

/**
 * Something happened that a waiting leg must hear of: it goes on to what its state leads to, and the carrier is told to
 * ask again. A leg that is not waiting finds out with its next answer.
 */
export const wakeCall: Job = async (shop, timer) => {
  const sid = await shop.database.transaction(async (tx) => {
    const call = await lockCall(tx, timer.subject);
    if (!call?.sid || isFinal(call.status)) return null;
    const woken = wake(flowOf(shop.runner.script, call.visit), call.visit);
    if (woken) await changeCall(tx, call.id, { visit: woken });
    // tried again after a crash: the visit has moved on already, but the carrier may not know
    return woken || timer.attempts > 1 ? call.sid : null;
  });
  if (sid === null) return;
  await shop.carrier.redirectCall(sid, shop.urls.leg(timer.subject)).catch((error: unknown) => {
    // the leg has ended meanwhile: its status webhook tells the rest
    if (!(error instanceof HotlineError && error.code === 'carrier-refused')) throw error;
  });
};
