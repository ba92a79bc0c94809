import type { Fault } from '../../../platform/errors.ts';
import type { YamlPath } from '../../../platform/yaml-file.ts';
import { readOptWord } from '../../carrier/opt-words.ts';
import { COMMANDS, foldWord, REPLIES, type WordKind } from '../order-words.ts';
import type { Voice } from './subject.ts';

/**
 * Kinds of which a word may be one only, whatever the language: everybody's words are read together. A filler may be an
 * answer as well (`no. 4711`): behind an answer it is not read as a filler.
 */
const APART: readonly (readonly WordKind[])[] = [
  [...COMMANDS, ...REPLIES],
  [...COMMANDS, 'fillers'],
  [...COMMANDS, ...REPLIES, 'courtesies'],
  [...COMMANDS, 'doubts'],
  ['courtesies', 'doubts'],
];

/** What is wrong with the words people write: none at all, one that means two things, one that is the carrier's. */
export function checkOrderWords(voices: readonly Voice[]): Fault[] {
  return [
    ...voices.filter(({ prompts }) => !prompts.orders).map(missing),
    ...withoutDoubles(APART.flatMap((kinds) => twoMeanings(voices, kinds))),
    ...voices.flatMap(carriersWords),
  ];
}

function missing({ prompts, at }: Voice): Fault {
  return {
    ...at([]),
    message: `no words of SMS are named in ${prompts.language}`,
    remedy: 'add orders; begin with a copy of the shipped ones',
  };
}

interface Use {
  word: string;
  kind: WordKind;
  voice: Voice;
  path: YamlPath;
}

function twoMeanings(voices: readonly Voice[], kinds: readonly WordKind[]): Fault[] {
  const first = new Map<string, Use>();
  return voices
    .flatMap((voice) => usesOf(voice, kinds))
    .flatMap((use) => {
      const before = first.get(foldWord(use.word));
      if (!before) first.set(foldWord(use.word), use);
      if (!before || before.kind === use.kind) return [];
      const { file, line } = before.voice.at(before.path);
      return [
        {
          ...use.voice.at(use.path),
          message: `${use.word} means ${use.kind}, and ${before.kind} in ${file}:${line}`,
          remedy: 'a word means one thing in all languages: take it out of one of the two',
        },
      ];
    });
}

/** Words that the carrier acts on never reach an order; YES means both to a customer who was asked. */
function carriersWords(voice: Voice): Fault[] {
  return usesOf(voice, [...COMMANDS, ...REPLIES])
    .filter(({ word, kind }) => {
      const meant = readOptWord(word);
      return meant === 'opt-out' || (meant === 'opt-in' && kind !== 'yes');
    })
    .map(({ word, kind, path }) => ({
      ...voice.at(path),
      message: `${word} means ${kind}, but opts out of SMS or back in`,
      remedy: 'choose another word',
    }));
}

function usesOf(voice: Voice, kinds: readonly WordKind[]): Use[] {
  return kinds.flatMap((kind) =>
    (voice.prompts.orders?.[kind] ?? []).map((word, index) => ({
      word,
      kind,
      voice,
      path: ['orders', kind, index],
    })),
  );
}

function withoutDoubles(faults: readonly Fault[]): Fault[] {
  const seen = new Map(faults.map((fault) => [`${fault.file}:${fault.line} ${fault.message}`, fault]));
  return [...seen.values()];
}
