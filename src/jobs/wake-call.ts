import { isFinal } from '../calls/call.ts';
import { changeCall, lockCall } from '../calls/call-store.ts';
import { flowOf } from '../calls/run-flow.ts';
import { HotlineError } from '../errors.ts';
import { stateOf, wake } from '../voice/advance.ts';
import type { Job } from './job.ts';

/**
 * Something happened that a waiting leg must hear of: it goes on to what its state leads to, and the carrier is told to
 * ask again. A leg that is not waiting finds out with its next answer.
 */
export const wakeCall: Job = async (shop, timer) => {
  const sid = await shop.database.transaction(async (tx) => {
    const call = await lockCall(tx, timer.subject);
    if (!call?.sid || isFinal(call.status)) return null;
    const flow = flowOf(await shop.runner.scripts.of(tx, call.visit), call.visit);
    const { type } = stateOf(flow, call.visit.state);
    // tried again: the visit has moved on already, but the carrier may not know. If the leg has asked since, it knows:
    // a second order would tear the two apart who talk by now
    if (timer.attempts > 1 && call.visit.vars.woken === timer.id) return type === 'run' ? call.sid : null;
    const woken = wake(flow, call.visit);
    if (woken)
      await changeCall(tx, call.id, { visit: { ...woken, vars: { ...woken.vars, woken: timer.id } } });
    // a leg that speaks its last words was moved there already, but the carrier does not know yet
    return woken || type === 'end' ? call.sid : null;
  });
  if (sid === null) return;
  await shop.carrier.redirectCall(sid, shop.urls.leg(timer.subject)).catch((error: unknown) => {
    // the leg has ended meanwhile: its status webhook tells the rest
    if (!(error instanceof HotlineError && error.code === 'carrier-refused')) throw error;
  });
};
