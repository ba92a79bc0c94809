import type { Fault } from '../../../platform/errors.ts';
import type { YamlPath } from '../../../platform/yaml-file.ts';
import { FORMAT_NAMES, PLACEHOLDER } from '../fill.ts';
import type { Prompts } from '../prompts.ts';
import { readSpeech } from '../speech-marks.ts';
import type { Voice } from './subject.ts';

/** Prompts that the engine says by itself, at any time: they can tell no value. */
const ENGINE_PROMPTS = ['no-input', 'no-match', 'no-match-digits', 'one-moment', 'apology', 'apology-record'];

/** So much of a text is shown where a brace in it is not closed. */
const MAX_SHOWN = 30;

/** What prompts are held against beside each other. */
export interface Stock {
  /** the recorded files, as `<language>/<file>` */
  audio: ReadonlySet<string>;
  /** values that SMS texts may tell */
  messages: readonly string[];
}

/**
 * What is wrong with the languages themselves: keys that choose two of them, texts and values that one has and another
 * lacks, formats, speech marks and values that nobody knows, recordings that are not there.
 */
export function checkPrompts(voices: readonly Voice[], stock: Stock): Fault[] {
  const smsNames = new Set(voices.flatMap(({ prompts }) => Object.keys(prompts.sms)));
  const written = voices.map((voice) => ({ voice, ...textsOf(voice.prompts) }));
  const valuesOf = valuesByText(written.flatMap(({ spoken, sms }) => [...spoken, ...sms]));
  return written.flatMap(({ voice, spoken, sms }, index) => [
    ...taken(voice, voices.slice(0, index)),
    ...missingTexts(voice, smsNames),
    ...[...spoken, ...sms].flatMap((text) => [
      ...missingValues(voice, text, valuesOf),
      ...unknownFormats(voice, text),
    ]),
    ...leftBraces(voice, [...spoken, ...sms]),
    ...unspeakable(voice, spoken),
    ...unknownMessageValues(voice, sms, stock.messages),
    ...engineValues(voice, spoken),
    ...missingAudio(voice, stock.audio),
  ]);
}

interface Text {
  text: string;
  path: YamlPath;
  name: string;
  values: readonly string[];
}

function faultOf({ at }: Voice, path: YamlPath, message: string, remedy: string): Fault {
  return { ...at(path), message, remedy };
}

function taken(voice: Voice, before: readonly Voice[]): Fault[] {
  const { key, language } = voice.prompts;
  return before
    .filter((other) => other.prompts.key === key || other.prompts.language === language)
    .map((other) =>
      faultOf(
        voice,
        ['key'],
        `${language} has the key or the tag of ${other.prompts.language}`,
        'give every language a key and a tag of its own',
      ),
    );
}

function missingTexts(voice: Voice, smsNames: Set<string>): Fault[] {
  const { say, sms, language } = voice.prompts;
  return [
    ...[...smsNames]
      .filter((name) => !sms[name])
      .map((name) =>
        faultOf(voice, ['sms'], `the SMS text ${name} is missing in ${language}`, `add sms.${name}`),
      ),
    ...ENGINE_PROMPTS.filter((name) => !say[name]).map((name) =>
      faultOf(voice, ['say'], `the prompt ${name} is missing in ${language}`, `add say.${name}`),
    ),
  ];
}

function missingValues(
  voice: Voice,
  { path, name, values }: Text,
  valuesOf: Map<string, Set<string>>,
): Fault[] {
  return [...(valuesOf.get(name) ?? [])]
    .filter((value) => !values.includes(value))
    .map((value) =>
      faultOf(
        voice,
        path,
        `${name} tells {${value}} in another language, not in ${voice.prompts.language}`,
        `add {${value}}, or leave it out everywhere`,
      ),
    );
}

function unknownFormats(voice: Voice, { text, path }: Text): Fault[] {
  return [...text.matchAll(PLACEHOLDER)]
    .filter(([, , format]) => format !== undefined && !FORMAT_NAMES.includes(format))
    .map(([placeholder]) =>
      faultOf(
        voice,
        path,
        `${placeholder} has a format nobody knows`,
        `use one of ${FORMAT_NAMES.join(', ')}`,
      ),
    );
}

/** What is in braces: one placeholder, or what was meant to be one. */
const BRACED = /\{+[^{}]*\}*|\}+/g;

/** Braces that are no placeholder, or stand where none is filled in: people would hear and read them as they are. */
function leftBraces(voice: Voice, filled: readonly Text[]): Fault[] {
  const { choices, formats, states = {}, outcomes = {} } = voice.prompts;
  return [
    ...filled.flatMap(({ text, path }) =>
      bracedIn(text)
        .filter((braced) => braced.replace(PLACEHOLDER, '') !== '')
        .map((braced) =>
          faultOf(
            voice,
            path,
            `${clipped(braced)} is no placeholder, and would be said as it stands`,
            'write {name}, {name:format} or {name:format:words}, the name and format in small letters, or leave the braces out',
          ),
        ),
    ),
    ...textsWithin({ choices, formats, states, outcomes }).flatMap(({ text, path }) =>
      bracedIn(text).map((braced) =>
        faultOf(
          voice,
          path,
          `${clipped(braced)} would be said as it stands: no value is filled in here`,
          'leave the braces out',
        ),
      ),
    ),
  ];
}

function bracedIn(text: string): string[] {
  return [...text.matchAll(BRACED)].map(([braced]) => braced);
}

function clipped(braced: string): string {
  return braced.length > MAX_SHOWN ? `${braced.slice(0, MAX_SHOWN).trimEnd()}…` : braced.trimEnd();
}

/** All texts of a tree, each with the keys that lead to it. */
function textsWithin(tree: unknown, path: YamlPath = []): Pick<Text, 'text' | 'path'>[] {
  if (typeof tree === 'string') return [{ text: tree, path }];
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, value]) => textsWithin(value, [...path, key]));
}

function unspeakable(voice: Voice, spoken: readonly Text[]): Fault[] {
  return spoken.flatMap(({ text, path, name }) =>
    readSpeech(text, voice.prompts.voice).problems.map((problem) =>
      faultOf(voice, path, `${name} ${problem}`, 'correct the mark, or write it in words'),
    ),
  );
}

function unknownMessageValues(voice: Voice, sms: readonly Text[], known: readonly string[]): Fault[] {
  return sms.flatMap(({ path, name, values }) =>
    values
      .filter((value) => !known.includes(value))
      .map((value) =>
        faultOf(
          voice,
          path,
          `${name} tells {${value}}, which no SMS knows`,
          `use some of ${known.join(', ')}`,
        ),
      ),
  );
}

function engineValues(voice: Voice, spoken: readonly Text[]): Fault[] {
  return spoken
    .filter(({ path }) => ENGINE_PROMPTS.includes(String(path[1])))
    .flatMap(({ path, name, values }) =>
      values.map((value) =>
        faultOf(
          voice,
          path,
          `${name} tells {${value}}, but is said when nothing is known`,
          'leave the value out',
        ),
      ),
    );
}

function missingAudio(voice: Voice, audio: ReadonlySet<string>): Fault[] {
  const { say, language } = voice.prompts;
  return Object.entries(say).flatMap(([name, pieces]) =>
    pieces
      .filter((piece) => typeof piece !== 'string')
      .filter((piece) => !audio.has(`${language}/${piece.audio}`))
      .map((piece) =>
        faultOf(
          voice,
          ['say', name],
          `the recording ${piece.audio} of ${name} is not there`,
          `put it into audio/${language}/, or write text`,
        ),
      ),
  );
}

/** The values each text tells in any language, by the name of the text. */
function valuesByText(texts: readonly Text[]): Map<string, Set<string>> {
  const known = new Map<string, Set<string>>();
  for (const { name, values } of texts) known.set(name, new Set([...(known.get(name) ?? []), ...values]));
  return known;
}

function textsOf({ say, sms }: Prompts): { spoken: Text[]; sms: Text[] } {
  return {
    spoken: Object.entries(say).flatMap(([name, pieces]) =>
      pieces.flatMap((piece) => (typeof piece === 'string' ? [readText(piece, ['say', name])] : [])),
    ),
    sms: Object.entries(sms).map(([name, text]) => readText(text, ['sms', name])),
  };
}

function readText(text: string, path: YamlPath): Text {
  const values = [...text.matchAll(PLACEHOLDER)].map(([, value = '']) => value);
  return { text, path, name: path.join('.'), values };
}
