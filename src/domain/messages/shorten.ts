import { smsParts } from './sms-parts.ts';

/** A value that is cut to less than this says nothing any more: then the text takes further parts. */
const MIN_LENGTH = 8;
const CUT = '...';

/** The beginning of a text, at most so many characters and a sign that there was more. */
export function cutText(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length).join('').trimEnd()}${CUT}`;
}

/** The beginning of a text, for a voice: whole words, and no mark at its end. */
export function cutAtWord(text: string, length: number): string {
  const characters = [...text];
  const begun = characters.slice(0, length + 1).join('');
  const whole = characters.length <= length ? text : begun.slice(0, Math.max(begun.lastIndexOf(' '), 0));
  return (whole || characters.slice(0, length).join('')).replace(/[\s.,;:!?-]+$/u, '');
}

/**
 * Cuts one of a text's values, a long name say, just so far that the text takes one part on the air.
 * @param write the text with the value as it is given
 * @returns the text; where no cut would help, with the whole value
 */
export function shortenToOnePart(write: (value: string) => string, value: string): string {
  return shortenToFit(write, value, { parts: 1, least: MIN_LENGTH }) ?? write(value);
}

/**
 * The same for a text of several parts.
 * @param room.parts as many as it may take
 * @param room.least of fewer characters of the value nobody would learn anything
 * @returns null: it does not fit, however the value is cut
 */
export function shortenToFit(
  write: (value: string) => string,
  value: string,
  { parts, least }: { parts: number; least: number },
): string | null {
  const whole = write(value);
  const isFitting = (text: string) => smsParts(text) <= parts;
  if (isFitting(whole)) return whole;
  const { length } = [...value];
  const cut = (most: number) => write(cutText(value, most));
  if (length <= least || !isFitting(cut(least))) return null;
  let [fits, tooLong] = [least, length];
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (isFitting(cut(middle))) fits = middle;
    else tooLong = middle;
  }
  return cut(fits);
}
