/** Typographic characters that would turn a whole SMS into 70-character parts, and what says the same. */
const PLAIN: Record<string, string> = {
  '„': '"',
  '“': '"',
  '”': '"',
  '‚': "'",
  '‘': "'",
  '’': "'",
  '«': '"',
  '»': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  '\u00a0': ' ',
  '\u202f': ' ',
  ẞ: 'SS',
};

/**
 * Keeps an SMS in the GSM-7 alphabet where that loses nothing: composes accents (a decomposed ü would not fit) and
 * replaces typographic characters. What has no plain form, an emoji in a name say, is kept.
 */
export function toGsm(text: string): string {
  return [...text.normalize('NFC')].map((character) => PLAIN[character] ?? character).join('');
}
