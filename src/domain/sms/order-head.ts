import { foldWord, MAX_ORDER_WORDS, type OrderWords } from '../flow/order-words.ts';
import { readPageCode } from '../paging/page-code.ts';

/** How an order begins: its word and its number, in this order or the other. */
export interface OrderHead<T> {
  meaning: T;
  /** a bare letter is an order's own sign; a spelled-out word may be part of a sentence */
  isLetter: boolean;
  ticket: string | null;
  /** what stands behind both */
  rest: string;
}

/** More between a word and its number is a sentence. */
const MAX_FILLERS = 3;

const WORD = /^(?:\?+|\p{L}[\p{L}\p{M}]*(?:['’][\p{L}\p{M}]+)*)/u;
const NEXT_WORD = /[^\S\n]*(\?+|\p{L}[\p{L}\p{M}]*(?:['’][\p{L}\p{M}]+)*)/guy;
/** No order is longer than that; a longer word is none. */
const MAX_PHRASE_LENGTH = 100;
/** What may stand between a word and a number: `A-4711`, `A: #4711`, `A (4711)`, `A n° 4711`. Never a plus: that begins a phone number. */
const GAP = /^(?:[\s.,:;!#/\\_=([{<"'`„“‚‘«‹°№*\u2010-\u2015-]|n\s?[°º])*/iu;
const NUMBER = /^[0-9]+/;
/** A further digit with no space before it: `4711-4712`, `10:30`, `4711.5`. Digits of other scripts count. */
const GLUED = /^[^\s\p{L}\p{N}]*\p{N}/u;
/** Letters with no space before them, which make a word of the number; the code of a page does not. */
const JOINED = /^[\p{L}\p{M}][\p{L}\p{M}\p{N}]*/u;

/**
 * Reads the head of an order; null if the text does not begin with one.
 * @param text cleaned, with no space at its ends
 * @param meanings the words that are orders here
 */
export function readHead<T>(
  text: string,
  meanings: ReadonlyMap<string, T>,
  words: OrderWords,
): OrderHead<T> | null {
  const number = /^[#№\p{L}0-9]/u.test(text) ? readNumber(text, leadingFillers(words)) : null;
  const said = number ? number.rest.slice(skip(number.rest, 0, GAP)) : text;
  const begun = readMeaning(said, meanings);
  if (!begun) return null;
  const { meaning, isLetter, rest } = begun;
  if (number) return GLUED.test(rest) ? null : { ...begun, ticket: number.ticket };
  const fillers = new Set([...words.fillers, ...words.courtesies].filter((filler) => !meanings.has(filler)));
  const behind = readNumber(rest, fillers);
  if (behind && (GLUED.test(behind.rest) || isJoined(behind.rest))) return null;
  return { meaning, isLetter, ticket: behind?.ticket ?? null, rest: behind?.rest ?? rest };
}

/** The longest of the words that mean something here, and begin a text: `take`, `je prends`, `I'll take it`. */
export function readMeaning<T>(
  text: string,
  meanings: ReadonlyMap<string, T>,
): Omit<OrderHead<T>, 'ticket'> | null {
  const words = [...text.slice(0, MAX_PHRASE_LENGTH).matchAll(NEXT_WORD)].slice(0, MAX_ORDER_WORDS);
  for (; words.length > 0; words.pop()) {
    const sign = words.map(([, word = '']) => (word.startsWith('?') ? '?' : signOf(word))).join(' ');
    const meaning = meanings.get(sign);
    const last = words.at(-1);
    if (meaning !== undefined && last)
      return { meaning, isLetter: sign.length === 1, rest: text.slice(last.index + last[0].length) };
  }
  return null;
}

/** An apostrophe is part of a word and left out, as in the prompt files. */
function signOf(word: string): string {
  return foldWord(word.replaceAll(/['’]/g, ''));
}

/** What may stand before a number that begins a text: `Ticket 4711 A`. What may be an order or an answer is one. */
function leadingFillers({ fillers, commands, replies }: OrderWords): ReadonlySet<string> {
  return new Set([...fillers].filter((filler) => !commands.has(filler) && !replies.has(filler)));
}

function isJoined(rest: string): boolean {
  const [letters] = JOINED.exec(rest) ?? [];
  return letters !== undefined && readPageCode(letters) === null;
}

/** The number behind a word; null if something else stands there. */
function readNumber(text: string, fillers: ReadonlySet<string>): { ticket: string; rest: string } | null {
  let at = skip(text, 0, GAP);
  for (let skipped = 0; skipped <= MAX_FILLERS; skipped += 1) {
    const ticket = NUMBER.exec(text.slice(at))?.[0];
    if (ticket !== undefined) return { ticket, rest: text.slice(at + ticket.length) };
    const filler = WORD.exec(text.slice(at))?.[0] ?? '';
    if (!fillers.has(foldWord(filler))) return null;
    at = skip(text, at + filler.length, GAP);
  }
  return null;
}

function skip(text: string, at: number, pattern: RegExp): number {
  return at + (pattern.exec(text.slice(at))?.[0].length ?? 0);
}
