import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Person } from './person.ts';

const BLANK = '[\\s\u00a0]';
/** What people put between the digits of a number. */
const BETWEEN = '[ \\u00a0()/.-]{0,3}';

/**
 * Where a text speaks of a person, as a regular expression of PostgreSQL that is used without regard to case: their names as
 * they are and the other way round, their numbers as they are read out and dialled.
 * @returns null: there is nothing to look for
 */
export function mentionPattern(person: Person): string | null {
  return patternOf(person, (name) => name);
}

/**
 * The same in the text of a jsonb, only within what somebody wrote: somebody may be called as a member or a literal, such as Null. What
 * they wrote has a backslash before each quote: `"Name": Erika` in it is no member.
 */
export function mentionPatternInJson(person: Person): string | null {
  const pattern = patternOf(person, inJson);
  return pattern && `(?<![^\\\\]": )${pattern}(?![^"\\\\]*":)`;
}

function patternOf({ contacts, numbers }: Person, write: (name: string) => string): string | null {
  const names = contacts.flatMap(({ name }) => namePatterns(write(name)));
  const parts = [...new Set([...names, ...numbers.map(numberPattern)])];
  return parts.length === 0 ? null : `(?:${parts.join('|')})`;
}

/** A text as it stands between the quotes of JSON. */
function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** A single word is blotted out where it stands alone; of several the last may have an ending. */
function namePatterns(name: string): string[] {
  const whole = name.trim();
  const words = whole.split(/\s+/).map(escaped);
  const begin = /^[\p{L}\p{N}]/u.test(whole) ? '\\m' : '';
  const end = /[\p{L}\p{N}]$/u.test(whole) ? '\\M' : '';
  if (words.length === 1) return [`${begin}${words[0]}s?${end}`];
  const turned = `${words.at(-1)}${BLANK}*,${BLANK}*${words.slice(0, -1).join(`${BLANK}+`)}`;
  return [`${begin}${words.join(`${BLANK}+`)}(?:s\\M)?`, turned];
}

/** +493023125101 is also 030 23125101, +49 (0)30/23 12 51-01 and 0049 30 23125101. */
function numberPattern(number: string): string {
  const parsed = parsePhoneNumberFromString(number);
  if (!parsed) return escaped(number);
  const spread = (digits: string) => [...digits].join(BETWEEN);
  const abroad = `(?:\\+|00)${BETWEEN}${spread(parsed.countryCallingCode)}${BETWEEN}(?:\\(0\\)${BETWEEN})?`;
  return `(?<!\\d)(?:${abroad}|0)${spread(parsed.nationalNumber)}(?!\\d)`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
