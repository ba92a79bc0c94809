import type { Database } from '../db/database.ts';
import { setTimer } from '../timers.ts';
import type { Call } from './call.ts';
import { changeCall, lockCall } from './call-store.ts';
import { flowOf, type Runner, runFlow } from './run-flow.ts';

/** What the carrier says of a leg that no person answered: machine_start, machine_end_beep, fax … */
const NO_PERSON = /^(machine|fax)/;

/** `unknown` counts as a person: the key that is asked for tells. */
export function isMachine(answeredBy: string | null): boolean {
  return answeredBy !== null && NO_PERSON.test(answeredBy);
}

/**
 * The carrier has listened and believes that a machine answered. A leg that still asks its first question begins its
 * flow again, this time knowing; one on which a key was pressed is a person's, whatever the carrier believes.
 */
export async function handleMachine(
  database: Database,
  runner: Runner,
  report: { legId: string; answeredBy: string },
  now: Date,
): Promise<Call | null> {
  return database.transaction(async (tx) => {
    const call = await lockCall(tx, report.legId);
    if (!call || call.endedAt !== null || call.answeredAt === null) return call;
    const flow = flowOf(await runner.scripts.of(tx, call.visit), call.visit);
    const state = flow.states[flow['initial-state']];
    const firstQuestion = state?.type === 'run' ? Object.values(state.transitions)[0]?.to : undefined;
    const untouched = call.visit.state === firstQuestion && Object.keys(call.visit.tries).length === 0;
    if (!untouched) return call;
    const visit = { ...call.visit, state: flow['initial-state'], number: call.visit.number + 1 };
    await changeCall(tx, call.id, { visit });
    const changed = await runFlow(
      tx,
      runner,
      { ...call, visit },
      { visit, answeredBy: report.answeredBy },
      now,
    );
    await setTimer(tx, { kind: 'wake-call', subject: call.id, dueAt: now });
    return changed;
  });
}
