import { isGsm } from './sms-parts.ts';

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
  '‹': "'",
  '›': "'",
  '`': "'",
  '´': "'",
  '‐': '-',
  '\u2011': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '−': '-',
  '…': '...',
  '→': '->',
  '×': 'x',
  '\t': ' ',
  '\u00a0': ' ',
  '\u2009': ' ',
  '\u202f': ' ',
  // nobody sees them
  '\u00ad': '',
  '\u200b': '',
  '\ufeff': '',
  ẞ: 'SS',
};

/**
 * Keeps an SMS in the GSM-7 alphabet where that loses nothing: composes accents (a decomposed ü would not fit) and
 * replaces typographic characters. What has no plain form, an emoji in a name say, is kept.
 */
export function toGsm(text: string): string {
  return [...text.normalize('NFC')].map((character) => PLAIN[character] ?? character).join('');
}

/**
 * The same at any price: what has no plain form loses its accents, or is left out. For what somebody else has said or written,
 * of which one character would more than double the parts of a text.
 * @returns empty if nothing to speak of would be left, as of a text in another script
 */
export function foldToGsm(text: string): string {
  const plain = toGsm(text);
  const folded = [...plain].map((character) => (isGsm(character) ? character : withoutAccents(character)));
  const kept = folded.filter((character) => character !== '');
  return kept.length * 2 > folded.length ? kept.join('').replace(/ {2,}/g, ' ').trim() : '';
}

/** Letters with a stroke and the like, which no accent can be taken off. */
const BASES: Record<string, string> = {
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  ħ: 'h',
  Ħ: 'H',
  ı: 'i',
  œ: 'oe',
  Œ: 'Oe',
};

function withoutAccents(character: string): string {
  const [base = ''] = character.normalize('NFD');
  return isGsm(base) ? base : (BASES[base] ?? '');
}
