import type { Fault } from '../../../platform/errors.ts';
import { advance, follow, stateOf } from '../advance.ts';
import type { State } from '../flow.ts';
import { firstVisit, type Input, type Visit } from '../visit.ts';
import { without } from './sets.ts';
import { faultAt, type Subject } from './subject.ts';

/** What somebody does who never presses a key. */
const SILENCE: Input = { kind: 'digits', digits: '' };
/** A key that no state can offer. */
const WRONG_KEY: Input = { kind: 'digits', digits: '*' };

/**
 * From every state, a caller who says nothing and one who answers only wrongly (silence, wrong keys, digits that mean
 * nothing, in any order and whatever comes of the actions in between) is at an end after finitely many answers. Shown by
 * trying all of it with the engine of real calls: its visits are walked as a graph, which must have no circle. Only
 * outcomes that their action bounds by itself may close one.
 */
export function checkTermination(subject: Subject): Fault[] {
  const silent = circles(subject, () => [SILENCE]);
  const helpless = without(circles(subject, helplessAnswers), silent);
  const fault = (name: string, who: string) =>
    faultAt(
      subject,
      ['states', name],
      `a ${who} goes round in a loop through ${name}`,
      'lead its give-up to a state nearer the end',
    );
  return [
    ...[...silent].map((name) => fault(name, 'silent caller')),
    ...[...helpless].map((name) => fault(name, 'caller who only answers wrongly')),
  ];
}

function helplessAnswers(state: State): Input[] {
  if (state.type === 'collect') {
    const digits = '0'.repeat(state.digits.min);
    return [SILENCE, WRONG_KEY, { kind: 'digits', digits }];
  }
  if (state.type === 'record') return [SILENCE, { kind: 'recording', sid: 'RE', seconds: 1 }];
  return [SILENCE, WRONG_KEY];
}

/** States that such answers lead round in a circle through. */
function circles(subject: Subject, answersTo: (state: State) => Input[]): Set<string> {
  const found = new Set<string>();
  const done = new Set<string>();
  const path: { key: string; name: string }[] = [];
  const walk = (visit: Visit): void => {
    const key = `${visit.state} ${JSON.stringify(visit.tries)}`;
    const start = path.findIndex((place) => place.key === key);
    for (const { name } of start < 0 ? [] : path.slice(start)) found.add(name);
    if (start >= 0 || done.has(key)) return;
    path.push({ key, name: visit.state });
    for (const next of stepsFrom(subject, visit, answersTo)) walk(next);
    path.pop();
    done.add(key);
  };
  for (const name of Object.keys(subject.flow.states)) walk({ ...firstVisit(subject.flow, ''), state: name });
  return found;
}

function stepsFrom(subject: Subject, visit: Visit, answersTo: (state: State) => Input[]): Visit[] {
  const { flow, facts, voices } = subject;
  const state = stateOf(flow, visit.state);
  if (state.type === 'end') return [];
  const next = () => {
    if (state.type === 'run') {
      const known = facts.actions[state.action]?.outcomes;
      const outcomes = Object.keys(state.transitions).filter((outcome) => !known?.[outcome]?.bounded);
      return outcomes.map((outcome) => follow(flow, visit, outcome));
    }
    const languages = voices.map(({ prompts: { language, key } }) => ({ language, key }));
    return answersTo(state).map((answer) => advance(flow, languages, visit, answer).visit);
  };
  // without the engine's own limit, and without what it does not decide by: one try too many is like any more of them
  return next().map(({ state: name, tries }) => ({ ...visit, state: name, tries: capped(tries) }));

  function capped(tries: Visit['tries']): Visit['tries'] {
    const most = (name: string) => {
      const asked = stateOf(flow, name);
      return 'retries' in asked ? asked.retries + 1 : 0;
    };
    return Object.fromEntries(
      Object.entries(tries).map(([name, count]) => [name, Math.min(count, most(name))]),
    );
  }
}
