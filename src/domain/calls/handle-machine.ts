import type { Database } from '../../platform/db/database.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import { speaksToMachines, stateOf } from '../flow/advance.ts';
import type { Call } from './call.ts';
import { changeCall, lockCall } from './call-store.ts';
import { flowOf, type Runner, runFlow } from './run-flow.ts';

/**
 * The carrier has listened and believes that a machine answered: a guess, and a key is a proof. So the report changes what
 * is said, and ends nothing: a leg that still asks its first question begins its flow again, this time knowing, and comes
 * back to the same question in words for a mailbox, whose keys still count. Where a key was pressed, or no such words
 * are known, the report changes nothing. One that is quicker than the first question is remembered until it is asked.
 */
export async function handleMachine(
  database: Database,
  runner: Runner,
  legId: string,
  now: Date,
): Promise<Call | null> {
  return database.transaction(async (tx) => {
    const call = await lockCall(tx, legId);
    if (!call || call.endedAt !== null || call.visit.machine) return call;
    const flow = flowOf(await runner.scripts.of(tx, call.visit), call.visit);
    const untouched = Object.keys(call.visit.tries).length === 0;
    if (!untouched || !speaksToMachines(flow, call.visit)) return call;
    const visit = { ...call.visit, machine: true };
    if (stateOf(flow, visit.state).type === 'run') {
      await changeCall(tx, call.id, { visit });
      return { ...call, visit };
    }
    const again = { ...visit, state: flow['initial-state'], number: visit.number + 1 };
    await changeCall(tx, call.id, { visit: again });
    const changed = await runFlow({ tx, now }, runner, { ...call, visit: again }, { visit: again });
    await setTimer(tx, { kind: 'wake-call', subject: call.id, dueAt: now });
    return changed;
  });
}
