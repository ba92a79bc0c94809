import type { Fault } from '../errors.ts';
import type { YamlPath } from '../yaml-file.ts';
import { FORMAT_NAMES, PLACEHOLDER } from './fill.ts';
import { type Flow, type State, waysOn } from './flow.ts';
import type { Prompts } from './prompts.ts';

/** The actions a flow may name, each with every outcome it can have. */
export type Actions = Readonly<Record<string, readonly string[]>>;

/** Tells file and line of a value by the keys that lead to it. */
export type SourceOf = (path: YamlPath) => { file: string; line: number };

/** Prompts that the engine says by itself. */
const ENGINE_PROMPTS = ['no-input', 'no-match', 'no-match-digits', 'one-moment', 'apology', 'apology-record'];

/** Everything that could leave a caller stranded in a flow, found before anyone calls it. */
export function checkFlow(
  flow: Flow,
  at: SourceOf,
  actions: Actions,
  languages: readonly Prompts[],
): Fault[] {
  const fault = (path: YamlPath, message: string, remedy: string): Fault => ({
    ...at(path),
    message,
    remedy,
  });
  const states = Object.entries(flow.states);
  const unknown = (name: string, path: YamlPath) =>
    flow.states[name] ? [] : [fault(path, `there is no state ${name}`, 'correct the name, or add the state')];
  return [
    ...unknown(flow['initial-state'], ['initial-state']),
    ...states.flatMap(([name, state]) =>
      waysOn(state).flatMap(({ label, transition }) => unknown(transition.to, pathOf(name, state, label))),
    ),
    ...states.flatMap(([name, state]) => checkAction(name, state, actions, fault)),
    ...states.flatMap(([name, state]) => checkRetries(flow, name, state, fault)),
    ...states
      .filter(([, state]) => state.type === 'collect' && state.digits.min > state.digits.max)
      .map(([name]) =>
        fault(['states', name, 'digits'], `no number of digits suits ${name}`, 'let min be at most max'),
      ),
    ...unknownHangUp(flow, actions, fault),
    ...promptsOf(flow).flatMap(({ prompt, path }) =>
      languages
        .filter((language) => !language.say[prompt])
        .map(({ language }) =>
          fault(
            path,
            `the prompt ${prompt} is missing in ${language}`,
            `add say.${prompt} to prompts/${language}.yaml`,
          ),
        ),
    ),
    ...unreachable(flow).map((name) =>
      fault(['states', name], `the state ${name} is never reached`, 'lead a transition to it, or remove it'),
    ),
    ...withoutEnd(flow).map((name) =>
      fault(
        ['states', name],
        `from the state ${name} the call can never end`,
        'lead one of its ways to a state of type end',
      ),
    ),
    ...silentLoops(flow).map((name) =>
      fault(
        ['states', name],
        `a silent caller goes round in a loop through ${name}`,
        'lead its give-up to a state nearer the end',
      ),
    ),
  ];
}

/**
 * Placeholders with a format nobody knows, texts and values that one language has and another lacks, and keys that choose
 * two languages.
 */
export function checkPrompts(files: readonly { prompts: Prompts; at: SourceOf }[]): Fault[] {
  const smsNames = new Set(files.flatMap(({ prompts }) => Object.keys(prompts.sms)));
  const valuesOf = valuesByText(files.map(({ prompts }) => prompts));
  return files.flatMap(({ prompts, at }, index) => [
    ...files
      .slice(0, index)
      .filter((other) => other.prompts.key === prompts.key || other.prompts.language === prompts.language)
      .map((other) => ({
        ...at(['key']),
        message: `${prompts.language} has the key or the tag of ${other.prompts.language}`,
        remedy: 'give every language a key and a tag of its own',
      })),
    ...textsOf(prompts).flatMap(({ text, path }) =>
      [...(valuesOf.get(path.join('.')) ?? [])]
        .filter((value) => !placeholdersOf(text).includes(value))
        .map((value) => ({
          ...at(path),
          message: `${path.join('.')} tells {${value}} in another language, not in ${prompts.language}`,
          remedy: `add {${value}}, or leave it out everywhere`,
        })),
    ),
    ...[...smsNames]
      .filter((name) => !prompts.sms[name])
      .map((name) => ({
        ...at(['sms']),
        message: `the SMS text ${name} is missing in ${prompts.language}`,
        remedy: `add sms.${name}`,
      })),
    ...ENGINE_PROMPTS.filter((name) => !prompts.say[name]).map((name) => ({
      ...at(['say']),
      message: `the prompt ${name} is missing in ${prompts.language}`,
      remedy: `add say.${name}`,
    })),
    ...textsOf(prompts).flatMap(({ text, path }) =>
      [...text.matchAll(PLACEHOLDER)]
        .filter(([, , format]) => format !== undefined && !FORMAT_NAMES.includes(format))
        .map(([placeholder]) => ({
          ...at(path),
          message: `${placeholder} has a format nobody knows`,
          remedy: `use one of ${FORMAT_NAMES.join(', ')}`,
        })),
    ),
  ]);
}

function placeholdersOf(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

/** The values each text tells in any language, by the path of the text. */
function valuesByText(languages: readonly Prompts[]): Map<string, Set<string>> {
  const values = new Map<string, Set<string>>();
  for (const { text, path } of languages.flatMap(textsOf)) {
    const name = path.join('.');
    values.set(name, new Set([...(values.get(name) ?? []), ...placeholdersOf(text)]));
  }
  return values;
}

type MakeFault = (path: YamlPath, message: string, remedy: string) => Fault;

function checkAction(name: string, state: State, actions: Actions, fault: MakeFault): Fault[] {
  if (state.type !== 'run') return [];
  const outcomes = actions[state.action];
  if (!outcomes) {
    const known = Object.keys(actions).join(', ');
    return [fault(['states', name, 'action'], `there is no action ${state.action}`, `use one of ${known}`)];
  }
  const missing = outcomes.filter((outcome) => !state.transitions[outcome]);
  const surplus = Object.keys(state.transitions).filter((outcome) => !outcomes.includes(outcome));
  return [
    ...missing.map((outcome) =>
      fault(
        ['states', name, 'transitions'],
        `the outcome ${outcome} of ${state.action} leads nowhere`,
        `add ${outcome}: <state>`,
      ),
    ),
    ...surplus.map((outcome) =>
      fault(
        ['states', name, 'transitions', outcome],
        `${state.action} never has the outcome ${outcome}`,
        'remove it',
      ),
    ),
  ];
}

/** A retry is bounded by the retries of the state it leads to: without them a wrong answer goes round for ever. */
function checkRetries(flow: Flow, name: string, state: State, fault: MakeFault): Fault[] {
  return waysOn(state)
    .filter(({ transition }) => {
      const asked = flow.states[transition.to];
      return transition.retry && asked && !('retries' in asked);
    })
    .map(({ label, transition }) =>
      fault(
        pathOf(name, state, label),
        `${transition.to} counts no retries`,
        'leave retry out, or lead it to a state that asks for keys',
      ),
    );
}

function unknownHangUp(flow: Flow, actions: Actions, fault: MakeFault): Fault[] {
  const action = flow['hang-up'];
  if (action === undefined || actions[action]) return [];
  return [
    fault(['hang-up'], `there is no action ${action}`, `use one of ${Object.keys(actions).join(', ')}`),
  ];
}

function pathOf(name: string, state: State, label: string): YamlPath {
  if (label === 'next' || label === 'give-up') return ['states', name, label];
  return ['states', name, state.type === 'run' ? 'transitions' : 'keys', label];
}

function promptsOf(flow: Flow): { prompt: string; path: YamlPath }[] {
  return Object.entries(flow.states).flatMap(([name, state]) => [
    ...('say' in state ? [{ prompt: state.say, path: ['states', name, 'say'] }] : []),
    ...waysOn(state).flatMap(({ label, transition }) =>
      transition.say === undefined ? [] : [{ prompt: transition.say, path: pathOf(name, state, label) }],
    ),
  ]);
}

function textsOf(prompts: Prompts): { text: string; path: YamlPath }[] {
  const spoken = Object.entries(prompts.say).flatMap(([name, pieces]) =>
    pieces.flatMap((piece) => (typeof piece === 'string' ? [{ text: piece, path: ['say', name] }] : [])),
  );
  return [...spoken, ...Object.entries(prompts.sms).map(([name, text]) => ({ text, path: ['sms', name] }))];
}

/** States no call can come to. */
function unreachable(flow: Flow): string[] {
  const reached = new Set<string>();
  const open = [flow['initial-state']];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = flow.states[name];
    if (!state || reached.has(name)) continue;
    reached.add(name);
    open.push(...waysOn(state).map(({ transition }) => transition.to));
  }
  return Object.keys(flow.states).filter((name) => !reached.has(name));
}

/** States from which no end can be reached, whatever the caller does. */
function withoutEnd(flow: Flow): string[] {
  const ending = new Set(Object.keys(flow.states).filter((name) => flow.states[name]?.type === 'end'));
  let grown = true;
  while (grown) {
    grown = false;
    for (const [name, state] of Object.entries(flow.states)) {
      if (ending.has(name) || !waysOn(state).some(({ transition }) => ending.has(transition.to))) continue;
      ending.add(name);
      grown = true;
    }
  }
  return Object.keys(flow.states).filter((name) => !ending.has(name));
}

/**
 * States in a loop that a caller who never presses a key goes round in.
 * A `hold` is bounded by its action and a `retry` by its count, so neither makes a loop.
 */
function silentLoops(flow: Flow): string[] {
  const next = (name: string): string[] => {
    const state = flow.states[name];
    if (!state || state.type === 'hold' || state.type === 'bridge') return [];
    return waysOn(state)
      .filter(({ label, transition }) => !transition.retry && (state.type === 'run' || label === 'give-up'))
      .map(({ transition }) => transition.to);
  };
  const returnsToItself = (start: string) => {
    const seen = new Set<string>();
    const open = next(start);
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (name === start) return true;
      if (seen.has(name)) continue;
      seen.add(name);
      open.push(...next(name));
    }
    return false;
  };
  return Object.keys(flow.states).filter(returnsToItself);
}
