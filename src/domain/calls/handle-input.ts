import type { Database } from '../../platform/db/database.ts';
import type { Work } from '../../platform/db/work.ts';
import { type Advance, advance, stateOf } from '../flow/advance.ts';
import type { Input, Visit } from '../flow/visit.ts';
import { queueRecording, unwantRecordings } from '../recordings/recording-store.ts';
import { type Call, isFinal } from './call.ts';
import { addCallEvents, type CallEvent, findCallBySid, isAnonymised, lockCallBySid } from './call-store.ts';
import { decideMove } from './decide-move.ts';
import { flowOf, type Runner, runFlow } from './run-flow.ts';

export interface InputRequest {
  callSid: string;
  /** the state that asked, and which of its visits */
  state: string;
  visit: number;
  input: Input;
}

/**
 * One answer from a party's phone, on any leg. An answer to a question that no longer stands (a doubled or late webhook)
 * changes nothing: the leg is returned as it stands, and rendered it sounds the same again.
 * @returns the leg, or null if no such leg is known
 */
export async function handleInput(
  database: Database,
  runner: Runner,
  request: InputRequest,
  now: Date,
): Promise<Call | null> {
  return (await moveByMemory(database, runner, request, now)) ?? takeInput(database, runner, request, now);
}

/**
 * The way of most keys, from one question to the next: one statement, and no look at the leg before it.
 * @returns null if the answer needs more than that, or the leg stands elsewhere: then the leg itself is looked at
 */
async function moveByMemory(
  database: Database,
  { moves, scripts }: Runner,
  request: InputRequest,
  now: Date,
): Promise<Call | null> {
  const call = moves.take(request.callSid);
  if (!call || !isAskedBy(call.visit, request)) return null;
  const { id, status, visit: before } = call;
  const script = await scripts.of(database, before);
  const moved = decideMove(flowOf(script, before), script.languages, before, request.input);
  if (!moved || isFinal(status)) return null;
  const events = [
    answerOf(before, moved.answer, now),
    { at: now, kind: 'entered' as const, state: moved.visit.state, detail: {} },
  ];
  if (!(await moves.write({ id, status, before, after: moved.visit, events }))) return null;
  const there = { ...call, visit: moved.visit };
  moves.remember(there);
  return there;
}

/** The locked way: whatever an answer may ask for. */
async function takeInput(
  database: Database,
  runner: Runner,
  request: InputRequest,
  now: Date,
): Promise<Call | null> {
  const prepared = await prepareSecrets(database, runner, request);
  let isMoved = false;
  const there = await database.transaction(async (tx) => {
    isMoved = false;
    const call = await lockCallBySid(tx, request.callSid);
    if (!call) return null;
    const { visit } = call;
    const script = await runner.scripts.of(tx, visit);
    const flow = flowOf(script, visit);
    const standing = stateOf(flow, visit.state);
    const stands = isAskedBy(visit, request) && standing.type !== 'end';
    // whoever has hung up is served by then: a key that comes after that must not open a second ticket
    const isRecorded =
      request.input.kind === 'recording' && (await keepWhatWasSaid({ tx, now }, call, request.input));
    const inTime = !isFinal(call.status) || isRecorded;
    if (!stands || !inTime) {
      await addCallEvents(tx, call.id, [{ at: now, kind: 'late-answer', state: request.state, detail: {} }]);
      return call;
    }
    isMoved = true;
    if (standing.type === 'run') return runFlow({ tx, now }, runner, call, { visit });
    const advanced = advance(flow, script.languages, visit, request.input);
    return runFlow({ tx, now }, runner, call, {
      visit: advanced.visit,
      secrets: { ...advanced.secrets, ...prepared },
      events: [answerOf(visit, advanced.answer, now)],
    });
  });
  if (there && isMoved) runner.moves.remember(there);
  return there;
}

function answerOf({ state }: Visit, answer: Advance['answer'], at: Date): CallEvent {
  return { at, kind: 'answer', state, detail: { ...answer } };
}

/**
 * Whether the answer is to the question that stands. A key to a question that was asked before the carrier reported a
 * machine is an answer to it still: the report has put other words in its place, and no other question.
 */
function isAskedBy(visit: Visit, { state, visit: number, input }: InputRequest): boolean {
  if (visit.state !== state) return false;
  const isKey = input.kind === 'digits' && input.digits !== '';
  return number === visit.number || (visit.machine === true && isKey && number < visit.number);
}

/**
 * What the carrier has recorded is ours to keep, and to delete there, also where nobody asks for it any more. Silence is only
 * deleted, and so are the words of somebody who has been erased.
 * @returns whether it is kept
 */
async function keepWhatWasSaid(
  { tx, now }: Work,
  call: Call,
  { sid, seconds }: Extract<Input, { kind: 'recording' }>,
): Promise<boolean> {
  await queueRecording(tx, { sid, callId: call.id, seconds }, now);
  const isKept = seconds > 0 && !(isFinal(call.status) && (await isAnonymised(tx, call.id)));
  if (!isKept) await unwantRecordings(tx, [sid], now);
  return isKept;
}

/** What is slow to compute of a secret is computed before the leg is locked. */
async function prepareSecrets(
  database: Database,
  runner: Runner,
  { callSid, state, input }: InputRequest,
): Promise<Record<string, string>> {
  if (input.kind !== 'digits' || input.digits === '') return {};
  const call = asksForSecret(runner, state) ? await findCallBySid(database, callSid) : null;
  if (call?.visit.state !== state) return {};
  const script = await runner.scripts.of(database, call.visit);
  const standing = flowOf(script, call.visit).states[state];
  if (standing?.type !== 'collect' || standing.secret === undefined) return {};
  if (input.digits.length > standing.digits.max) return {};
  return runner.prepare(database, standing.secret, input.digits, call);
}

/** Most answers are no secrets, and need no look at the leg beforehand. */
function asksForSecret(runner: Runner, state: string): boolean {
  const flows = [...runner.scripts.known()].flatMap((script) => [...script.flows.values()]);
  return flows.some((flow) => {
    const asking = flow.states[state];
    return asking?.type === 'collect' && asking.secret !== undefined;
  });
}
