/** A number as it was typed, without everything that only people need. */
export interface TypedPhone {
  /** Whether it says that it begins with a country code: by `+`, `00`, or `(0)` behind the code. */
  international: boolean;
  /** ASCII digits, without `+` and without `00` in front. */
  digits: string;
}

/** Comes along unseen when a number is copied: direction marks, joiners, variation selectors, fillers. */
const INVISIBLE = /[\p{Cf}\p{Mn}\p{Me}\u115f\u1160\u2800\u3164\uffa0]/gu;
const PUNCTUATION = /^[\d\s()[\]./\p{Pd}\u2212\u2044·•]*$/u;
/** Longer than any number with all its blanks and marks. */
const MAX_LENGTH = 100;
/** Up to seven digits behind a letter or a sign of waiting: `ext. 5`, `x5`, `;ext=5`, `Durchwahl 5`, `#5`, `,5`. */
const EXTENSION = /[\p{L}#*,;~]\s*[.:=]?\s*\d{1,7}\D*$/u;

/**
 * Takes a typed phone number apart without judging whether it exists: also `tel:` addresses, other forms of digits, and
 * whatever cannot be seen.
 * @returns the number, or what is wrong as the end of the sentence "The number …"
 */
export function readTypedPhone(text: string): TypedPhone | { problem: string } {
  if (text.length > MAX_LENGTH) return { problem: 'is too long' };
  // ² and ① are no digits that anybody dials, yet would become some
  if (/[\p{No}\p{Nl}]/u.test(text)) return { problem: 'contains a character that cannot be dialled' };
  const plain = plainDigits(text.normalize('NFKD').replace(INVISIBLE, ''))
    .trim()
    .replace(/^tel:/i, '')
    .trim();
  if (EXTENSION.test(plain)) return { problem: 'has an extension, which cannot be dialled' };
  if (/\p{L}/u.test(plain)) return { problem: 'contains letters' };
  const [, prefix, body = ''] = /^[([]?\s*(\+|00)?(.*)$/su.exec(plain) ?? [];
  if (body.includes('+')) return { problem: 'has a + inside' };
  if (!PUNCTUATION.test(body)) return { problem: 'contains a character that cannot be dialled' };
  const digits = body.replace(/\D/g, '');
  // a zero in brackets is dropped behind a country code, and written nowhere else
  const international = prefix !== undefined || /^[1-9]\d{0,2}[\s)\]]*[([]\s*0\s*[)\]]/.test(body.trim());
  return { international, digits };
}

/** The same with the digits of any script and width as ASCII digits. */
export function plainDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, digitOf);
}

/** Those of a script follow each other from 0 to 9; mathematical ones are made plain before. */
function digitOf(char: string): string {
  const code = char.normalize('NFKC').codePointAt(0) ?? 0;
  let value = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}
