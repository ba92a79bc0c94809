import type { Database } from '../../platform/db/database.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import { senderNumber } from '../directory-entry/phone.ts';
import { ringFact } from '../evidence/call-facts.ts';
import { addFacts } from '../evidence/leaf-store.ts';
import { speaksToMachines, stateOf } from '../flow/advance.ts';
import { firstVisit } from '../flow/visit.ts';
import { type Call, isFinal } from './call.ts';
import { changeCall, findCallBySid, insertCall, lockCall, named } from './call-store.ts';
import { logBegin } from './log-call.ts';
import { flowOf, type Runner, runFlow } from './run-flow.ts';

/** A caller's leg is asked about this often, in case the report of its end is lost: hanging up must never be missed. */
const CHECK_AFTER_MS = 60_000;

/** The first ring: a leg is on record before anything is said. A doubled ring finds the leg as it stands. */
export async function beginIncomingCall(
  database: Database,
  runner: Runner,
  ring: { sid: string; from: string; to: string },
  now: Date,
): Promise<Call | null> {
  let isNew = false;
  const begun = await database.transaction(async (tx) => {
    const script = runner.scripts.current;
    const flow = script.flows.get('caller');
    if (!flow) return null;
    const language = script.languages[0]?.language ?? 'en';
    const call = await insertCall(tx, {
      sid: ring.sid,
      direction: 'inbound',
      party: 'caller',
      fromNumber: senderNumber(ring.from, ring.to),
      toNumber: ring.to,
      status: 'in-progress',
      visit: firstVisit(flow, language, script.version),
      startedAt: now,
      answeredAt: now,
    });
    isNew = call !== null;
    if (!call) return findCallBySid(tx, ring.sid);
    await addFacts(tx, [ringFact(call)]);
    await setTimer(tx, {
      kind: 'check-call',
      subject: call.id,
      dueAt: new Date(now.getTime() + CHECK_AFTER_MS),
    });
    return runFlow({ tx, now }, runner, call, { visit: call.visit });
  });
  if (begun && isNew) {
    runner.moves.remember(begun);
    logBegin(runner.log, begun);
  }
  return begun;
}

/**
 * A leg that we started asks what to say: when it was answered, and again when it was redirected.
 * @returns the leg as it stands, or null if it is none of ours or is over
 */
export async function continueLeg(
  database: Database,
  runner: Runner,
  leg: { id: string; sid: string; isMachine: boolean },
  now: Date,
): Promise<Call | null> {
  return database.transaction(async (tx) => {
    const call = await lockCall(tx, leg.id);
    if (!call || (call.sid !== null && call.sid !== leg.sid)) return null;
    // the report of its end was quicker: nobody listens, and what has ended stays so
    if (isFinal(call.status)) return null;
    if (call.answeredAt === null)
      await changeCall(tx, call.id, { ...named(call, leg.sid), status: 'in-progress', answeredAt: now });
    const flow = flowOf(await runner.scripts.of(tx, call.visit), call.visit);
    const waitsToRun = stateOf(flow, call.visit.state).type === 'run';
    if (!waitsToRun) return call;
    const answered = { ...call, sid: leg.sid, answeredAt: call.answeredAt ?? now };
    const isHeardNow = leg.isMachine && speaksToMachines(flow, call.visit);
    const visit = isHeardNow ? { ...call.visit, machine: true } : call.visit;
    return runFlow({ tx, now }, runner, answered, { visit });
  });
}
