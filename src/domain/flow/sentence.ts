/** What has ended a sentence: a name (Ltd.), a question that is quoted, a text that was cut. */
const ENDED = /[.!?…]["'»«”’]?$/;

/** The full stop of our own that would follow it, behind the quotation mark that we close. Dots in a row are no full stop. */
const FULL_STOP = /^(["'»«”’]?)\.(?!\.)/;

/**
 * What a text goes on with behind what stands there already: a sentence that a value has ended is not ended once more. What
 * is in a value stays as it is: a path with two dots in it is somebody's answer.
 */
export function goOn(before: string, words: string): string {
  return ENDED.test(before) ? words.replace(FULL_STOP, '$1') : words;
}

/** Our words with the values between them. */
function putIn(words: readonly string[], values: readonly unknown[]): string {
  return words.reduce((told, next, index) => {
    const before = `${told}${String(values[index - 1] ?? '')}`;
    return `${before}${goOn(before, next)}`;
  });
}

/** Words with a value wherever they have the sign `#`. */
export function putAround(words: string, value: string): string {
  const pieces = words.split('#');
  return putIn(pieces, Array(pieces.length - 1).fill(value));
}

/** sentence`Acknowledged by ${name}.` ends once, also where the name is Northwind Ltd. */
export function sentence(words: TemplateStringsArray, ...values: (string | number)[]): string {
  return putIn(words, values);
}
