import type { Fault } from '../../../platform/errors.ts';
import type { YamlPath } from '../../../platform/yaml-file.ts';
import { ledOnBy } from '../facts.ts';
import { promptsIn, type State, waysOn } from '../flow.ts';
import { faultAt, pathOf, type Subject } from './subject.ts';

/** Whatever a flow names is there: states, actions, their outcomes, prompts in every language. */
export function checkNames(subject: Subject): Fault[] {
  const { flow } = subject;
  const states = Object.entries(flow.states);
  return [
    ...unknownState(subject, flow['initial-state'], ['initial-state']),
    ...states.flatMap(([name, state]) =>
      waysOn(state).flatMap(({ label, transition }) =>
        unknownState(subject, transition.to, pathOf(name, state, label)),
      ),
    ),
    ...states.flatMap(([name, state]) => checkAction(subject, name, state)),
    ...states.flatMap(([name, state]) => checkRetries(subject, name, state)),
    ...states
      .filter(([, state]) => state.type === 'collect' && state.digits.min > state.digits.max)
      .map(([name]) =>
        faultAt(
          subject,
          ['states', name, 'digits'],
          `no number of digits suits ${name}`,
          'let min be at most max',
        ),
      ),
    ...unknownHangUp(subject),
    ...missingPrompts(subject),
  ];
}

function unknownState(subject: Subject, name: string, path: YamlPath): Fault[] {
  if (subject.flow.states[name]) return [];
  return [faultAt(subject, path, `there is no state ${name}`, 'correct the name, or add the state')];
}

function checkAction(subject: Subject, name: string, state: State): Fault[] {
  if (state.type !== 'run') return [];
  const { actions } = subject.facts;
  const outcomes = actions[state.action]?.outcomes;
  if (!outcomes) {
    const remedy = `use one of ${Object.keys(actions).join(', ')}`;
    return [faultAt(subject, ['states', name, 'action'], `there is no action ${state.action}`, remedy)];
  }
  const missing = Object.keys(outcomes).filter(
    (outcome) => ledOnBy(state.transitions, outcomes, outcome) === null,
  );
  const surplus = Object.keys(state.transitions).filter((outcome) => !Object.hasOwn(outcomes, outcome));
  return [
    ...missing.map((outcome) =>
      faultAt(
        subject,
        ['states', name, 'transitions'],
        `the outcome ${outcome} of ${state.action} leads nowhere`,
        `add ${outcome}: <state>`,
      ),
    ),
    ...surplus.map((outcome) =>
      faultAt(
        subject,
        ['states', name, 'transitions', outcome],
        `${state.action} never has the outcome ${outcome}`,
        'remove it',
      ),
    ),
  ];
}

/** A retry is bounded by the retries of the state it leads to: without them a wrong answer goes round for ever. */
function checkRetries(subject: Subject, name: string, state: State): Fault[] {
  return waysOn(state)
    .filter(({ transition }) => {
      const asked = subject.flow.states[transition.to];
      return transition.retry && asked && !('retries' in asked);
    })
    .map(({ label, transition }) =>
      faultAt(
        subject,
        pathOf(name, state, label),
        `${transition.to} counts no retries`,
        'leave retry out, or lead it to a state that asks for keys',
      ),
    );
}

function unknownHangUp(subject: Subject): Fault[] {
  const action = subject.flow['hang-up'];
  const { actions } = subject.facts;
  if (action === undefined || actions[action]) return [];
  const remedy = `use one of ${Object.keys(actions).join(', ')}`;
  return [faultAt(subject, ['hang-up'], `there is no action ${action}`, remedy)];
}

function missingPrompts(subject: Subject): Fault[] {
  return promptsOf(subject).flatMap(({ prompt, path }) =>
    subject.voices
      .filter(({ prompts }) => !prompts.say[prompt])
      .map(({ prompts: { language } }) =>
        faultAt(
          subject,
          path,
          `the prompt ${prompt} is missing in ${language}`,
          `add say.${prompt} to prompts/${language}.yaml`,
        ),
      ),
  );
}

function promptsOf({ flow }: Subject): { prompt: string; path: YamlPath }[] {
  return Object.entries(flow.states).flatMap(([name, state]) => [
    ...promptsIn(state).map(({ prompt, path }) => ({ prompt, path: ['states', name, ...path] })),
    ...waysOn(state).flatMap(({ label, transition }) =>
      transition.say === undefined ? [] : [{ prompt: transition.say, path: pathOf(name, state, label) }],
    ),
  ]);
}
