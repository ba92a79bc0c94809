import type { Fault } from '../../../platform/errors.ts';
import { PLACEHOLDER } from '../fill.ts';
import { promptsIn, type State } from '../flow.ts';
import type { Prompt, Prompts } from '../prompts.ts';
import { withoutMarks } from '../speech-marks.ts';
import { without } from './sets.ts';
import { faultAt, type Subject } from './subject.ts';

/** A lone digit that closes a clause: "Something else, 2." or "drücken Sie die 1." */
const CLOSING = /(?<![\p{L}\d.,-])(\d)(?=\s*(?:[.,;:!?…](?!\d)|$))/gu;
/** A lone digit after a word for pressing: "press 2 to go on", "die 2 drücken" */
const PRESSED = /(?:press|key|die|taste|tapez|touche)\s+(?:die\s+)?(\d)(?!\d)/giu;

const CHOSEN = /\{([\w-]+):choice\}/g;

/** The keys a text tells, as far as a reader of patterns can see: digits in other places are none. */
export function offeredKeys(text: string): Set<string> {
  const plain = withoutMarks(text).replace(PLACEHOLDER, 'x');
  return new Set([...plain.matchAll(CLOSING), ...plain.matchAll(PRESSED)].map(([, key = '']) => key));
}

/** The keys a text offers are those that its state takes, in every language. */
export function checkOfferedKeys(subject: Subject): Fault[] {
  return Object.entries(subject.flow.states).flatMap(([name, state]) =>
    subject.voices.flatMap(({ prompts }) =>
      promptsIn(state).flatMap(({ prompt }) => {
        const taken = keysTaken(state, prompts.key);
        const offered = keysIn(prompts.say[prompt] ?? [], prompts);
        if (taken === null || offered === null) return [];
        const where = `in ${prompts.language}, ${name}`;
        return [
          ...[...without(offered, taken)].map((key) =>
            faultAt(
              subject,
              ['states', name],
              `${where} offers the key ${key}, which it does not take`,
              'correct the text or the keys',
            ),
          ),
          ...[...without(taken, offered)].map((key) =>
            faultAt(
              subject,
              ['states', name],
              `${where} does not tell the key ${key}, which it takes`,
              'end a clause with it ("Something else, 2."), or add keys-told: false',
            ),
          ),
        ];
      }),
    ),
  );
}

/** null: the state's text is not held against its keys. */
function keysTaken(state: State, languageKey: string): Set<string> | null {
  if (state.type === 'language-menu') return new Set([languageKey]);
  if (state.type !== 'menu' && state.type !== 'hold') return null;
  return state['keys-told'] ? new Set(Object.keys(state.keys)) : null;
}

/** null: part of it is a recording, which nobody can read. */
function keysIn(prompt: Prompt, { choices }: Pick<Prompts, 'choices'>): Set<string> | null {
  const texts = prompt.filter((piece) => typeof piece === 'string');
  if (texts.length < prompt.length || texts.length === 0) return null;
  // a word that is chosen by a value may tell a key: " Not solved yet, 4."
  const chosen = [...texts.join(' ').matchAll(CHOSEN)].flatMap(([, value = '']) =>
    Object.values(choices[value] ?? {}),
  );
  return offeredKeys([...texts, ...chosen].join(' '));
}
