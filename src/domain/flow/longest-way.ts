import { type Flow, type State, waysOn } from './flow.ts';
import type { Script } from './script.ts';
import { promptSeconds } from './speech-time.ts';
import { hear, NO_WAY_YET, usualDigits, type Way } from './way.ts';

export type LongestWay = Way & {
  /** false: there were too many ways to look at, and a longer one may exist */
  certain: boolean;
};

/** A state with its speech measured, and the ways on, of several to the same state the one on which most is said. */
interface Node {
  state: State;
  seconds: number;
  next: { to: string; seconds: number; keys: number }[];
}

/** The shipped flow has some four million ways, which take half a second; only who has the flows measured waits for them. */
const MAX_WAYS = 20_000_000;

/** The way on which most is said without coming to one state twice and without a wrong key: found by trying all. */
export function longestWay(flow: Flow, script: Script, language: string): LongestWay {
  const nodes = measureStates(flow, script, language);
  const path: { name: string; keys: number; seconds: number }[] = [];
  let longest: typeof path = [];
  let longestSeconds = 0;
  let looked = 0;
  const onPath = new Set<string>();
  const walk = (name: string, before: number, keys: number, said: number) => {
    const node = nodes.get(name);
    if (!node || onPath.has(name) || looked >= MAX_WAYS) return;
    looked += 1;
    const seconds = before + said + node.seconds;
    onPath.add(name);
    path.push({ name, keys, seconds: said + node.seconds });
    if (seconds > longestSeconds) {
      longestSeconds = seconds;
      longest = [...path];
    }
    for (const next of node.next) walk(next.to, seconds, next.keys, next.seconds);
    path.pop();
    onPath.delete(name);
  };
  walk(flow['initial-state'], 0, 0, 0);

  let way = NO_WAY_YET;
  for (const { name, keys, seconds } of longest) {
    const { state } = nodes.get(name) as Node;
    if (seconds > 0) way = hear(way, name, state, seconds);
    way = { ...way, answers: way.answers + Number(keys > 0), keys: way.keys + keys };
  }
  return { ...way, certain: looked < MAX_WAYS };
}

function measureStates(flow: Flow, script: Script, language: string): Map<string, Node> {
  const own = script.prompts.get(language);
  const all = [...script.prompts.values()];
  const secondsOf = (prompt: string | undefined, voices = own ? [own] : []) =>
    prompt === undefined ? 0 : voices.reduce((sum, prompts) => sum + promptSeconds(prompts, prompt), 0);
  return new Map(
    Object.entries(flow.states).map(([name, state]) => {
      const ways = waysOn(state)
        .filter(({ transition }) => !transition.retry)
        .map(({ label, transition }) => ({
          to: transition.to,
          seconds: secondsOf(transition.say),
          keys: keysFor(state, label),
        }))
        .toSorted((one, other) => other.seconds - one.seconds);
      const next = [...new Map(ways.toReversed().map((way) => [way.to, way])).values()];
      const voices = state.type === 'language-menu' ? all : undefined;
      return [name, { state, seconds: 'say' in state ? secondsOf(state.say, voices) : 0, next }];
    }),
  );
}

/** Keys pressed on a way out of a state, by its label. */
function keysFor(state: State, label: string): number {
  if (label === 'give-up' || label === 'machine') return 0;
  switch (state.type) {
    case 'collect':
      return usualDigits(state.digits) + 1;
    case 'hold':
      return label === 'next' ? 0 : 1;
    case 'language-menu':
    case 'menu':
    case 'record':
      return 1;
    default:
      return 0;
  }
}
