import type { Fault } from '../../../platform/errors.ts';
import type { YamlPath } from '../../../platform/yaml-file.ts';
import { PLACEHOLDER } from '../fill.ts';
import { promptsIn, waysOn } from '../flow.ts';
import { type Gain, knownAt, type Way } from './known-at.ts';
import { withMore, without } from './sets.ts';
import { faultAt, pathOf, type Subject } from './subject.ts';

/** What formats need beside their value: whose clock tells an instant, and when a time ends. */
const TOLD_WITH = new Map<string, readonly string[]>([
  ['when', ['zone']],
  ['short-when', ['zone']],
  ['due', ['zone']],
  ['short-due', ['zone']],
  ['span', ['zone', 'until']],
  ['left', ['zone']],
  ['spoken-left', ['zone']],
]);

/** Every value that a prompt says is known by then, whichever way the call came there. */
export function checkValues(subject: Subject): Fault[] {
  const { flow, facts } = subject;
  const gain = gainOf(subject);
  const known = knownAt(subject, facts.legs[flow.flow]?.tells ?? [], gain);
  return Object.entries(flow.states).flatMap(([name, state]) => {
    const here = known.get(name) ?? new Set<string>();
    const own = promptsIn(state).flatMap(({ prompt, path }) =>
      unknownIn(subject, prompt, here, ['states', name, ...path]),
    );
    const onTheWays = waysOn(state).flatMap(({ label, transition }) => {
      if (transition.say === undefined) return [];
      const there = withMore(here, gain({ name, state, label, transition }));
      return unknownIn(subject, transition.say, there, pathOf(name, state, label));
    });
    return [...own, ...onTheWays];
  });
}

/** What a prompt says in any language and is not known. */
function unknownIn(subject: Subject, prompt: string, known: Set<string>, path: YamlPath): Fault[] {
  const said = new Set(subject.voices.flatMap(({ prompts }) => valuesOf(prompts.say[prompt] ?? [])));
  return [...without(said, known)].map((value) =>
    faultAt(
      subject,
      path,
      `the prompt ${prompt} says {${value}}, which is not known here on every way`,
      'correct the name, or say it where it is known',
    ),
  );
}

function valuesOf(pieces: readonly (string | { audio: string })[]): string[] {
  return pieces
    .filter((piece) => typeof piece === 'string')
    .flatMap((text) => [...text.matchAll(PLACEHOLDER)])
    .flatMap(([, name = '', format = '']) => [name, ...(TOLD_WITH.get(format) ?? [])]);
}

/** The values that a way on makes known. */
function gainOf({ facts }: Subject): Gain {
  return (way) => [...Object.keys(way.transition.set ?? {}), ...learned(way)];
  function learned({ state, label, transition }: Way): readonly string[] {
    switch (state.type) {
      case 'run':
        return facts.actions[state.action]?.outcomes[label]?.tells ?? [];
      case 'menu':
        return label !== 'give-up' && transition.save !== false ? kept(state['save-as']) : [];
      case 'collect':
        return label === 'next' ? kept(state['save-as']) : [];
      case 'record':
        return label === 'next' ? ['recording', 'recording-seconds'] : [];
      default:
        return [];
    }
  }
}

function kept(name: string | undefined): string[] {
  return name === undefined ? [] : [name];
}
