import { HotlineError } from '../../platform/errors.ts';
import type { Flow, State, StateOf, Transition } from './flow.ts';
import { type Input, MAX_VISITS, type Visit } from './visit.ts';
import { withValues } from './visit-values.ts';

/** What an answer led to. `secrets` live only until the next action has run; `answer` is what the call log may keep. */
export interface Advance {
  visit: Visit;
  secrets: Record<string, string>;
  answer: { kind: 'choice' | 'entered' | 'recorded' | 'silence' | 'no-match' | 'left'; choice?: string };
}

/** A language that callers can choose: its tag and the key for it. */
export interface LanguageChoice {
  language: string;
  key: string;
}

/**
 * What follows from an answer: pure, the heart of every key press.
 * The visit must stand at a state that asks; `run` and `end` states take no input.
 */
export function advance(
  flow: Flow,
  languages: readonly LanguageChoice[],
  visit: Visit,
  input: Input,
): Advance {
  const state = stateOf(flow, visit.state);
  // waiting is bounded by what the waiting leg asks for, and its keys must keep their meaning to the end
  if (visit.number >= MAX_VISITS && 'give-up' in state)
    return { visit: enter(flow, visit, state['give-up']), secrets: {}, answer: silence(input) };
  switch (state.type) {
    case 'language-menu':
      return chooseLanguage(flow, visit, input, { ...state, languages });
    case 'menu':
      return chooseKey(flow, state, visit, input);
    case 'collect':
      return takeDigits(flow, state, visit, input);
    case 'record':
      return takeRecording(flow, state, visit, input);
    case 'hold':
      return waitOn(flow, state, visit, input);
    case 'bridge':
      return { visit: enter(flow, visit, state.next), secrets: {}, answer: { kind: 'left' } };
    case 'run':
    case 'end':
      throw new HotlineError('bad-flow', `the state ${visit.state} takes no answer`);
  }
}

function chooseLanguage(
  flow: Flow,
  visit: Visit,
  input: Input,
  { languages, next }: { languages: readonly LanguageChoice[]; next: Transition },
): Advance {
  const chosen = languages.find((choice) => choice.key === digitsOf(input));
  if (!chosen) return askAgain(flow, visit, input);
  return chose(enter(flow, { ...visit, language: chosen.language }, next), chosen.key);
}

function chooseKey(flow: Flow, state: StateOf<'menu'>, asked: Visit, input: Input): Advance {
  const key = digitsOf(input);
  if (asked.machine && state.machine && key === '')
    return { visit: enter(flow, asked, state.machine.next), secrets: {}, answer: silence(input) };
  // whoever presses a key is a person, whatever the carrier believes
  const { machine: _wrong, ...visit } = asked;
  const transition = wayOf(state.keys, key);
  if (!transition) return askAgain(flow, visit, input);
  const name = transition.save === false ? undefined : state['save-as'];
  const kept = name === undefined ? visit : keep(visit, { [name]: key });
  return chose(enter(flow, kept, transition), key);
}

function takeDigits(flow: Flow, state: StateOf<'collect'>, visit: Visit, input: Input): Advance {
  const digits = digitsOf(input);
  const { min, max } = state.digits;
  if (!/^\d+$/.test(digits) || digits.length < min || digits.length > max)
    return askAgain(flow, visit, input);
  const name = state['save-as'];
  const kept = name === undefined ? visit : keep(visit, { [name]: digits });
  const secrets = state.secret === undefined ? {} : { [state.secret]: digits };
  return { visit: enter(flow, kept, state.next), secrets, answer: { kind: 'entered' } };
}

function takeRecording(flow: Flow, state: StateOf<'record'>, visit: Visit, input: Input): Advance {
  // a key while the announcement is being said: whoever has heard enough speaks at once
  if (digitsOf(input) !== '' && visit.hushed !== visit.number) {
    const number = visit.number + 1;
    return { visit: { ...visit, number, hushed: number }, secrets: {}, answer: { kind: 'entered' } };
  }
  if (input.kind !== 'recording' || input.seconds <= 0) {
    return { visit: enter(flow, visit, state['give-up']), secrets: {}, answer: { kind: 'silence' } };
  }
  const kept = keep(visit, { recording: input.sid, 'recording-seconds': String(input.seconds) });
  return { visit: enter(flow, kept, state.next), secrets: {}, answer: { kind: 'recorded' } };
}

function waitOn(flow: Flow, state: StateOf<'hold'>, visit: Visit, input: Input): Advance {
  const key = digitsOf(input);
  const transition = wayOf(state.keys, key);
  if (transition) return chose(enter(flow, visit, transition), key);
  return { visit: enter(flow, visit, state.next), secrets: {}, answer: silence(input) };
}

/** What follows from an action's outcome. `vars` are what the action learned. */
export function follow(flow: Flow, visit: Visit, outcome: string, vars: Record<string, string> = {}): Visit {
  const state = stateOf(flow, visit.state);
  const transition = state.type === 'run' ? wayOf(state.transitions, outcome) : undefined;
  if (!transition)
    throw new HotlineError('bad-flow', `the state ${visit.state} has no way on after ${outcome}`);
  return enter(flow, { ...visit, vars: { ...visit.vars, ...vars } }, transition);
}

/**
 * What a leg that waits (on hold, or for the other party), or that may be interrupted, goes on to when something happened
 * elsewhere.
 * @returns null if the leg is busy: then its next answer finds out by itself
 */
export function wake(flow: Flow, visit: Visit): Visit | null {
  const state = stateOf(flow, visit.state);
  if (state.type === 'hold' || state.type === 'bridge') return enter(flow, visit, state.next);
  return 'woken' in state && state.woken ? enter(flow, visit, state.woken) : null;
}

/** The state a visit stands at. */
export function stateOf(flow: Flow, name: string): State {
  const state = Object.hasOwn(flow.states, name) ? flow.states[name] : undefined;
  if (!state) throw new HotlineError('bad-flow', `the flow ${flow.flow} has no state ${name}`);
  return state;
}

function enter(flow: Flow, visit: Visit, transition: Transition): Visit {
  if (transition.retry) return retry(flow, visit, transition.to, transition.say);
  const vars = transition.set ? withValues(visit.vars, transition.set) : visit.vars;
  const asksNext = stateOf(flow, visit.state).type !== 'run';
  // what a run state was told to say is still unsaid when the next run state follows it
  const unsaid = asksNext ? [] : visit.preface;
  const preface = transition.say ? [...unsaid, transition.say] : unsaid;
  return { ...visit, vars, preface, state: transition.to, number: visit.number + 1 };
}

function retry(flow: Flow, visit: Visit, name: string, say: string | undefined): Visit {
  const state = stateOf(flow, name);
  const tries = (visit.tries[name] ?? 0) + 1;
  const counted = { ...visit, tries: { ...visit.tries, [name]: tries } };
  if ('retries' in state && tries > state.retries) return enter(flow, counted, state['give-up']);
  return { ...counted, state: name, number: visit.number + 1, preface: say ? [say] : [] };
}

function askAgain(flow: Flow, visit: Visit, input: Input): Advance {
  const heardNothing = digitsOf(input) === '';
  const noMatch = stateOf(flow, visit.state).type === 'collect' ? 'no-match-digits' : 'no-match';
  const say = heardNothing ? 'no-input' : noMatch;
  return {
    visit: retry(flow, visit, visit.state, say),
    secrets: {},
    answer: { kind: heardNothing ? 'silence' : 'no-match' },
  };
}

/**
 * Whether a party that the carrier believes to be a machine can be told so while its keys still count: at the question
 * where the leg stands, or at the one that comes next because of it.
 */
export function speaksToMachines(flow: Flow, visit: Visit): boolean {
  const state = stateOf(flow, visit.state);
  const asking = state.type === 'run' ? flow.states[state.transitions.machine?.to ?? ''] : state;
  return asking?.type === 'menu' && asking.machine !== undefined;
}

/** Only what the flow's author wrote is a way on: `constructor` is no key. */
function wayOf(ways: Record<string, Transition>, name: string): Transition | undefined {
  return Object.hasOwn(ways, name) ? ways[name] : undefined;
}

function chose(visit: Visit, choice: string): Advance {
  return { visit, secrets: {}, answer: { kind: 'choice', choice } };
}

function silence(input: Input): Advance['answer'] {
  return { kind: digitsOf(input) === '' ? 'silence' : 'no-match' };
}

/** Keeps what was keyed, or said. */
function keep(visit: Visit, given: Record<string, string>): Visit {
  return { ...visit, vars: withValues(visit.vars, given) };
}

function digitsOf(input: Input): string {
  return input.kind === 'digits' ? input.digits : '';
}
