import { smsParts } from './sms-parts.ts';

/** A value that is cut to less than this says nothing any more: then the text takes further parts. */
const MIN_LENGTH = 8;
const CUT = '...';

/** The beginning of a text, at most so many characters and a sign that there was more. */
export function cutText(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length).join('').trimEnd()}${CUT}`;
}

/**
 * Cuts one of a text's values, a long name say, just so far that the text takes one part on the air.
 * @param write the text with the value as it is given
 * @returns the text; where no cut would help, with the whole value
 */
export function shortenToOnePart(write: (value: string) => string, value: string): string {
  const whole = write(value);
  const { length } = [...value];
  const cut = (most: number) => write(cutText(value, most));
  if (smsParts(whole) === 1 || length <= MIN_LENGTH || smsParts(cut(MIN_LENGTH)) > 1) return whole;
  let [fits, tooLong] = [MIN_LENGTH, length];
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (smsParts(cut(middle)) === 1) fits = middle;
    else tooLong = middle;
  }
  return cut(fits);
}
