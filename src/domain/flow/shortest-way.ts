import { advance, follow, stateOf } from './advance.ts';
import type { Flow, State } from './flow.ts';
import type { Script } from './script.ts';
import { promptSeconds } from './speech-time.ts';
import { firstVisit, type Input, type Visit } from './visit.ts';
import { hear, NO_WAY_YET, usualDigits, type Way } from './way.ts';

/** Who looks for a way: what they speak, what their luck is, and where they want to go. */
export interface Walk {
  language: string;
  /** the outcome of actions by their names; of all others every outcome is tried */
  luck: Readonly<Record<string, string>>;
  /** whether a visit is where the way ends */
  isGoal: (visit: Visit, state: State) => boolean;
}

interface Step {
  visit: Visit;
  way: Way;
}

/**
 * The way to a goal with the fewest keys, and of those the shortest to listen to: Dijkstra's search over visits, moved
 * by the engine that moves real calls.
 * @returns null if no way leads there
 */
export function shortestWay(flow: Flow, script: Script, walk: Walk): Way | null {
  const open: Step[] = [{ visit: firstVisit(flow, walk.language), way: NO_WAY_YET }];
  const seen = new Set<string>();
  for (let nearest = open.shift(); nearest; nearest = open.shift()) {
    const { visit, way } = nearest;
    if (walk.isGoal(visit, stateOf(flow, visit.state))) return way;
    const place = JSON.stringify([visit.state, visit.vars, visit.preface]);
    if (seen.has(place)) continue;
    seen.add(place);
    open.push(...stepsFrom(nearest, flow, script, walk));
    open.sort(byEffort);
  }
  return null;
}

function byEffort({ way: one }: Step, { way: other }: Step): number {
  return one.keys - other.keys || one.listeningSeconds - other.listeningSeconds;
}

function stepsFrom({ visit, way }: Step, flow: Flow, script: Script, { language, luck }: Walk): Step[] {
  const state = stateOf(flow, visit.state);
  if (state.type === 'run') {
    const lucky = luck[state.action];
    const outcomes = lucky === undefined ? Object.keys(state.transitions) : [lucky];
    return outcomes
      .filter((outcome) => state.transitions[outcome])
      .map((outcome) => ({ visit: follow(flow, visit, outcome), way }));
  }
  const heard = hear(way, visit.state, state, spokenSeconds(state, visit, script));
  return answersTo(state, script, language).map(({ input, keys }) => ({
    visit: advance(flow, script.languages, visit, input).visit,
    way: { ...heard, answers: heard.answers + 1, keys: heard.keys + keys },
  }));
}

/** A language menu is said in every language, everything else in the visit's. */
function spokenSeconds(state: Exclude<State, { type: 'run' }>, visit: Visit, script: Script): number {
  const menu = state.type === 'language-menu';
  const voices = [...script.prompts.values()].filter(({ language }) => menu || language === visit.language);
  const names = [...visit.preface, state.say];
  return voices
    .flatMap((prompts) => names.map((name) => (name === undefined ? 0 : promptSeconds(prompts, name))))
    .reduce((sum, seconds) => sum + seconds, 0);
}

/** Every helpful answer to a state, and the keys it costs. */
function answersTo(state: State, script: Script, language: string): { input: Input; keys: number }[] {
  const press = (digits: string, keys = 1) => ({ input: { kind: 'digits' as const, digits }, keys });
  switch (state.type) {
    case 'language-menu':
      return script.languages.filter((choice) => choice.language === language).map(({ key }) => press(key));
    case 'menu':
    case 'hold':
      return Object.keys(state.keys).map((key) => press(key));
    case 'collect': {
      const length = usualDigits(state.digits);
      return [press('1'.repeat(length), length + 1)];
    }
    case 'record':
      return [{ input: { kind: 'recording', sid: 'RE', seconds: 1 }, keys: 1 }];
    case 'bridge':
      return [{ input: { kind: 'left-bridge' }, keys: 0 }];
    default:
      return [];
  }
}
