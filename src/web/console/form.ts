import { isSeen } from '../../domain/users/look-alike.ts';
import { keepableOf } from '../keepable.ts';

const MAX_FIELD = 10_000;

/**
 * A text of a form or query; empty if it is missing or no text, or nobody would see any of it. What could not be kept is left out. Letters with marks are
 * composed, as in what is kept: some systems hand them out in two, and a name would not be found by them.
 * @param trim a password is taken as it was typed
 */
export function textOf(fields: unknown, name: string, trim = true): string {
  const value = (fields as Record<string, unknown> | undefined)?.[name];
  if (typeof value !== 'string') return '';
  // browsers send each break of a line as two characters, and count it as one
  const text = keepableOf(value.replaceAll('\r\n', '\n').slice(0, MAX_FIELD));
  if (!trim) return text;
  return isSeen(text) ? text.trim().normalize() : '';
}

/** Those of these fields that say something, as they were typed. @param longest what is longer is cut */
export function typedIn(
  fields: unknown,
  names: readonly string[],
  longest = MAX_FIELD,
): Record<string, string> {
  const typed = names.map((name) => [name, textOf(fields, name).slice(0, longest)] as const);
  return Object.fromEntries(typed.filter(([, text]) => text !== ''));
}

/** All texts of a field that may be given several times: ticked boxes. */
export function textsOf(fields: unknown, name: string): string[] {
  const value = (fields as Record<string, unknown> | undefined)?.[name];
  return [value]
    .flat()
    .map((one) => textOf({ one }, 'one'))
    .filter((text) => text !== '');
}
