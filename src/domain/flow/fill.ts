import { HotlineError } from '../../platform/errors.ts';
import { ownOf } from '../../platform/own-of.ts';
import { leavingText } from '../../platform/seen-text.ts';
import type { Prompts } from './prompts.ts';
import { goOn, putAround } from './sentence.ts';
import {
  isAhead,
  tellLeft,
  tellShortWhen,
  tellSpan,
  tellSpokenLeft,
  tellWhen,
  withoutReader,
} from './tell-instant.ts';
import { tellPhone } from './tell-phone.ts';

/** `{name}`, `{name:format}` or `{name:format:words}` in a text. */
export const PLACEHOLDER = /\{([a-z-]+)(?::([a-z-]+)(?::([^{}]*))?)?\}/g;

/** What a value is told with: its name, what stands behind its format, and the other values. */
interface Telling {
  name: string;
  words: string;
  vars: Record<string, string>;
}

type Format = (value: string, prompts: Prompts, telling: Telling) => string;

/** Those that may say in which city a time is meant. */
const INSTANTS: Record<string, Format> = {
  when: (value, prompts, { vars }) => tellWhen(value, prompts, vars),
  'short-when': (value, prompts, { vars }) => tellShortWhen(value, prompts, vars),
  // a time that has passed is no promise any more, and nothing is planned for one that there is not
  due: (value, prompts, { words, vars }) =>
    tellDue(words, tellWhen(value, prompts, vars), isAhead(value, vars)),
  'short-due': (value, prompts, { words, vars }) =>
    tellDue(words, tellShortWhen(value, prompts, vars), isAhead(value, vars)),
  span: (value, prompts, { vars }) => tellSpan(value, prompts, vars),
  left: (value, prompts, { vars }) => tellLeft(value, prompts, vars),
  'spoken-left': (value, prompts, { vars }) => tellSpokenLeft(value, prompts, vars),
};

/**
 * How a value is put into words. The instants among the values are ISO 8601, told in the zone of the variable `zone` (those whose
 * names begin with `other-`: of `other-zone`), and
 * as seen from the variable `now`; where it is another time with whoever has the number `reader`, the first of a text says in which
 * city it is meant; phone numbers as they are dialled where that of the variable `hotline` is.
 */
const FORMATS: Record<string, Format> = {
  text: (value) => value,
  // with a space between them every voice reads digits one by one
  digits: (value) => value.replace(/\D/g, '').split('').join(' '),
  choice: (value, prompts, { name }) => chosen(prompts.choices[name], value) ?? value,
  phone: (value, { formats }, { vars }) => tellPhone(value, formats.phone, vars.hotline),
  ...INSTANTS,
  // nothing is said of the first
  round: (value, { formats }) => (Number(value) > 1 ? (formats.round ?? '').replace('#', value) : ''),
  plural: (value, prompts, { words }) => tellCount(value, prompts, words),
  // nothing is said of what there is none of
  with: (value, _prompts, { words }) => (value === '' ? '' : putAround(words, value)),
  counts: tellCounts,
};

/** What a value was told as before it had words of its own: a folder of prompts from then still has those. */
const FORMERLY: Readonly<Record<string, string>> = { 'facts-requested': 'answered' };

function chosen(choices: Readonly<Record<string, string>> | undefined, value: string): string | undefined {
  return choices?.[value] ?? choices?.[FORMERLY[value] ?? value];
}

/**
 * Whether a text is a value alone for which its language has words of its own: `{engineer-name:choice}` is mostly a name, to be
 * spoken as one, and "somebody on the team" where it is nobody's.
 */
export function isInOwnWords(text: string, { choices }: Prompts, vars: Record<string, string>): boolean {
  const [placeholder] = text.matchAll(PLACEHOLDER);
  if (placeholder?.[0] !== text.trim() || placeholder[2] !== 'choice') return false;
  const [, name = ''] = placeholder;
  return chosen(choices[name], vars[name] ?? '') !== undefined;
}

export const FORMAT_NAMES: readonly string[] = Object.keys(FORMATS);

/**
 * Puts values into a text of a language.
 * @throws HotlineError `bad-flow` for a format nobody knows; a missing value is left out, since a caller must hear the rest
 */
export function fill(text: string, prompts: Prompts, vars: Record<string, string>): string {
  return fillParts(prompts, vars)(text).trim();
}

/** The same for the parts of a text, one after another: the space at their ends belongs to the whole, and so does a sentence. */
export function fillParts(prompts: Prompts, vars: Record<string, string>): (part: string) => string {
  let before = '';
  const write = teller(prompts, vars);
  return (part) => {
    const from = before.length;
    let end = 0;
    for (const { 0: all, 1: name = '', 2: format = 'text', 3: words = '', index } of part.matchAll(
      PLACEHOLDER,
    )) {
      before += goOn(before, part.slice(end, index));
      before += write(name, format, words);
      end = index + all.length;
    }
    before += goOn(before, part.slice(end));
    return leavingText(before.slice(from)).replace(/ {2,}/g, ' ');
  };
}

/** Tells one value after another. Which zone is meant is said once, until another is. */
function teller(prompts: Prompts, vars: Telling['vars']) {
  let named: string | undefined;
  return (name: string, format: string, words: string): string => {
    const write = ownOf(FORMATS, format);
    if (!write) throw new HotlineError('bad-flow', `no format called ${format}`);
    const value = vars[name];
    if (value === undefined) return '';
    const zoned = zonedFor({ name, words, vars });
    const told = () => write(value, prompts, { name, words, vars: zoned });
    if (zoned.reader === undefined || !Object.hasOwn(INSTANTS, format)) return told();
    const short = write(value, prompts, { name, words, vars: withoutReader(zoned) });
    if (zoned.zone === named) return short;
    const placed = told();
    if (placed !== short) named = zoned.zone;
    return placed;
  };
}

const OTHER = 'other-';

/** What is said of the other of two (`other-from`) is told in its own zone, if it has one. */
function zonedFor({ name, vars }: Telling): Telling['vars'] {
  const zone = name.startsWith(OTHER) ? vars[`${OTHER}zone`] : undefined;
  return zone === undefined ? vars : { ...vars, zone };
}

/** `{respond-by:due:by #|as soon as we can}`: the first words around an instant that is still to come, the others where it has passed or there is none. */
function tellDue(words: string, instant: string, isToCome: boolean): string {
  const [ahead = '', passed = ahead] = words.split('|');
  return putAround(isToCome ? ahead : passed, instant);
}

/**
 * `{count:plural:Kunde|Kunden}`: the number, and the word that the language uses with it; `#` stands for the number elsewhere.
 * Nothing is said where there is no number.
 */
function tellCount(value: string, { locale }: Prompts, words: string): string {
  if (value === '') return '';
  const [one = '', other = one] = words.split('|');
  const word = new Intl.PluralRules(locale).select(Number(value)) === 'one' ? one : other;
  return word.includes('#') ? word.replaceAll('#', value) : `${value} ${word}`;
}

/** `{arrived:counts:calls=Anruf|Anrufe;texts=SMS}`: of `calls=3 texts=0` what there is, one after another. */
function tellCounts(value: string, prompts: Prompts, { words }: Telling): string {
  const nouns = new Map(words.split(';').map((noun) => noun.split('=') as [string, string]));
  return value
    .split(' ')
    .map((count) => count.split('=') as [string, string])
    .filter(([, count]) => Number(count) > 0)
    .map(([name, count]) => tellCount(count, prompts, nouns.get(name) ?? name))
    .join(', ');
}
