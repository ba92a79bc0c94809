import type { Fault } from '../../../platform/errors.ts';
import type { YamlPath } from '../../../platform/yaml-file.ts';
import { FORMAT_NAMES, PLACEHOLDER } from '../fill.ts';
import type { Prompts } from '../prompts.ts';
import { readSpeech } from '../speech-marks.ts';
import type { Voice } from './subject.ts';

/** Prompts that the engine says by itself, at any time: they can tell no value. */
const ENGINE_PROMPTS = ['no-input', 'no-match', 'no-match-digits', 'one-moment', 'apology', 'apology-record'];

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
  const valuesOf = valuesByText(voices.map(({ prompts }) => prompts));
  return voices.flatMap((voice, index) => [
    ...taken(voice, voices.slice(0, index)),
    ...missingTexts(voice, smsNames),
    ...textsOf(voice.prompts).flatMap((text) => [
      ...missingValues(voice, text, valuesOf),
      ...unknownFormats(voice, text),
    ]),
    ...unspeakable(voice),
    ...unknownMessageValues(voice, stock.messages),
    ...engineValues(voice),
    ...missingAudio(voice, stock.audio),
  ]);
}

interface Text {
  text: string;
  path: YamlPath;
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

function missingValues(voice: Voice, { text, path }: Text, valuesOf: Map<string, Set<string>>): Fault[] {
  const name = path.join('.');
  return [...(valuesOf.get(name) ?? []).values()]
    .filter((value) => !placeholdersOf(text).includes(value))
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

function unspeakable(voice: Voice): Fault[] {
  return spokenTexts(voice.prompts).flatMap(({ text, path }) =>
    readSpeech(text, voice.prompts.voice).problems.map((problem) =>
      faultOf(voice, path, `${path.join('.')} ${problem}`, 'correct the mark, or write it in words'),
    ),
  );
}

function unknownMessageValues(voice: Voice, known: readonly string[]): Fault[] {
  return messageTexts(voice.prompts).flatMap(({ text, path }) =>
    placeholdersOf(text)
      .filter((value) => !known.includes(value))
      .map((value) =>
        faultOf(
          voice,
          path,
          `${path.join('.')} tells {${value}}, which no SMS knows`,
          `use some of ${known.join(', ')}`,
        ),
      ),
  );
}

function engineValues(voice: Voice): Fault[] {
  return spokenTexts(voice.prompts)
    .filter(({ path }) => ENGINE_PROMPTS.includes(String(path[1])))
    .flatMap(({ text, path }) =>
      placeholdersOf(text).map((value) =>
        faultOf(
          voice,
          path,
          `${path.join('.')} tells {${value}}, but is said when nothing is known`,
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

function textsOf(prompts: Prompts): Text[] {
  return [...spokenTexts(prompts), ...messageTexts(prompts)];
}

function spokenTexts(prompts: Prompts): Text[] {
  return Object.entries(prompts.say).flatMap(([name, pieces]) =>
    pieces.flatMap((piece) => (typeof piece === 'string' ? [{ text: piece, path: ['say', name] }] : [])),
  );
}

function messageTexts(prompts: Prompts): Text[] {
  return Object.entries(prompts.sms).map(([name, text]) => ({ text, path: ['sms', name] }));
}
