import { HotlineError } from '../../platform/errors.ts';
import type { Prompts } from './prompts.ts';
import { tellLeft, tellShortWhen, tellSpokenLeft, tellWhen } from './tell-instant.ts';
import { tellPhone } from './tell-phone.ts';

/** `{name}` or `{name:format}` in a text. */
export const PLACEHOLDER = /\{([a-z-]+)(?::([a-z-]+))?\}/g;

type Format = (value: string, prompts: Prompts, name: string, vars: Record<string, string>) => string;

/**
 * How a value is put into words. The instants among the values are ISO 8601, told in the zone of the variable `zone`, and
 * as seen from the variable `now`; phone numbers as they are dialled where that of the variable `hotline` is.
 */
const FORMATS: Record<string, Format> = {
  text: (value) => value,
  // with a space between them every voice reads digits one by one
  digits: (value) => value.replace(/\D/g, '').split('').join(' '),
  choice: (value, prompts, name) => prompts.choices[name]?.[value] ?? value,
  phone: (value, { formats }, _name, vars) => tellPhone(value, formats.phone, vars.hotline),
  when: (value, prompts, _name, vars) => tellWhen(value, prompts, vars),
  'short-when': (value, prompts, _name, vars) => tellShortWhen(value, prompts, vars),
  left: (value, prompts, _name, vars) => tellLeft(value, prompts, vars),
  'spoken-left': (value, prompts, _name, vars) => tellSpokenLeft(value, prompts, vars),
  // nothing is said of the first
  round: (value, { formats }) => (Number(value) > 1 ? (formats.round ?? '').replace('#', value) : ''),
};

export const FORMAT_NAMES: readonly string[] = Object.keys(FORMATS);

/** Control characters and what lone surrogates become: neither XML nor an SMS can carry them, no voice can say them. */
const UNSPEAKABLE = /[[\p{Cc}\ufffd-\uffff]--[\t\n\r]]/gv;

/** A name that ends with a full stop (Ltd.) at the end of a sentence. */
const DOUBLE_STOP = /(?<!\.)\.\.(?!\.)/g;

/**
 * Puts values into a text of a language.
 * @throws HotlineError `bad-flow` for a format nobody knows; a missing value is left out, since a caller must hear the rest
 */
export function fill(text: string, prompts: Prompts, vars: Record<string, string>): string {
  return fillPart(text, prompts, vars).trim();
}

/** The same for a part of a text: the space at its ends belongs to the whole. */
export function fillPart(text: string, prompts: Prompts, vars: Record<string, string>): string {
  const filled = text.replace(PLACEHOLDER, (_all, name: string, format: string | undefined) => {
    const write = FORMATS[format ?? 'text'];
    if (!write) throw new HotlineError('bad-flow', `no format called ${format}`);
    const value = vars[name];
    return value === undefined ? '' : write(value, prompts, name, vars);
  });
  return filled.toWellFormed().replace(UNSPEAKABLE, ' ').replace(/ {2,}/g, ' ').replace(DOUBLE_STOP, '.');
}
