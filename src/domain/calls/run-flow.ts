import type { Work } from '../../platform/db/work.ts';
import { HotlineError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/log.ts';
import { follow, stateOf } from '../flow/advance.ts';
import type { Flow } from '../flow/flow.ts';
import type { Script } from '../flow/script.ts';
import type { Visit } from '../flow/visit.ts';
import type { Perform, Prepare } from './action.ts';
import type { Call } from './call.ts';
import { addCallEvents, type CallEvent, changeCall, lockCall } from './call-store.ts';
import type { LegMoves } from './leg-moves.ts';
import type { Scripts } from './scripts.ts';

/** Everything that turns an answer into what follows. */
export interface Runner {
  scripts: Scripts;
  perform: Perform;
  prepare: Prepare;
  moves: LegMoves;
  log: Logger;
}

/** More actions in a row than this is a flow that runs in circles. */
const MAX_ROUNDS = 20;

/** The flow a leg follows. */
export function flowOf(script: Script, visit: Visit): Flow {
  const flow = script.flows.get(visit.flow);
  if (!flow)
    throw new HotlineError('bad-flow', `there is no flow ${visit.flow}`, { remedy: 'put its file back' });
  return flow;
}

/**
 * Runs actions until the leg stands at a state that speaks, and saves where it stands.
 * @param events what led here, for the call log
 */
export async function runFlow(
  { tx, now }: Work,
  runner: Runner,
  call: Call,
  from: { visit: Visit; secrets?: Record<string, string>; events?: CallEvent[] },
): Promise<Call> {
  const script = await runner.scripts.of(tx, from.visit);
  const flow = flowOf(script, from.visit);
  const events = [...(from.events ?? [])];
  let { visit } = from;
  let secrets = from.secrets ?? {};
  for (let round = 0; ; round += 1) {
    const state = stateOf(flow, visit.state);
    if (state.type !== 'run') break;
    if (round >= MAX_ROUNDS)
      throw new HotlineError('bad-flow', `the flow ${flow.flow} goes in circles at ${visit.state}`);
    // what the action before wrote on the leg is known to the next one
    const current = round === 0 ? call : ((await lockCall(tx, call.id)) ?? call);
    const context = { tx, now, call: current, visit, script, secrets };
    const { outcome, vars, language } = await runner.perform(state.action, context);
    events.push({ at: now, kind: 'outcome', state: visit.state, detail: { outcome } });
    visit = follow(flow, { ...visit, language: language ?? visit.language }, outcome, vars);
    secrets = {};
  }
  events.push({ at: now, kind: 'entered', state: visit.state, detail: {} });
  await changeCall(tx, call.id, { visit });
  await addCallEvents(tx, call.id, events);
  return { ...call, visit };
}
