import type { OrderWords } from '../flow/order-words.ts';
import { isClosing, nameWords, wordsOf } from './own-text.ts';

/** Pictures that say no, ask, or put off. */
const CONTRARY = /[👎❌❎✖✗✘🚫⛔🛑✋🙅🤷🤔❓❔⁉⏳⌛⏰⏱⏲💤😴🔜🔙\u{1F550}-\u{1F567}]/u;
const FACE = /[:;]-?[)D](?!\p{L})/gu;
/** What may stand behind an order and says nothing. */
const MARKS =
  /[\s.,:;!…)\]}>"'`”“‘’»«›‹*~^_\u2010-\u2015\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\p{Variation_Selector}\p{Join_Control}✓-]+/gu;

/** Does nothing stand behind an order but marks and friendly pictures? */
export function isBare(rest: string): boolean {
  return !CONTRARY.test(rest) && rest.replace(FACE, ' ').replace(MARKS, '') === '';
}

/** The same, also with thanks, a greeting or the sender's own name. */
export function isPolite(rest: string, words: OrderWords, names: readonly string[]): boolean {
  const written = wordsOf(rest);
  if (!isBare(rest.replace(FACE, ' ').replace(/[\p{L}\p{M}]+/gu, ' '))) return false;
  const own = new Set(nameWords(names));
  return (
    isClosing(rest, words) ||
    written.every((word) => words.courtesies.has(word) || (own.has(word) && !words.doubts.has(word)))
  );
}

/** Does a remark say that it is not so, not yet, or only perhaps? */
export function isDoubtful(text: string, words: OrderWords): boolean {
  return /\?|\b\d{1,2}:\d{2}\b/.test(text) || CONTRARY.test(text) || doubtsIn(text, words).length > 0;
}

/**
 * Is a remark only a "not yet", and no sentence about the ticket? `noch nicht`, `not done yet`, `will do later`. A remark
 * that says more may well hold a "not": `licence not installed, sent it`.
 */
export function isOnlyDoubt(text: string, words: OrderWords): boolean {
  if (/\?\P{L}*$/u.test(text)) return true;
  const written = wordsOf(text);
  const doubts = doubtsIn(text, words);
  if (doubts.length === 0) return false;
  const { commands, courtesies, fillers } = words;
  const empty = (word: string) =>
    doubts.includes(word) || commands.has(word) || courtesies.has(word) || fillers.has(word);
  if (doubts.length > 1 && doubts.length * 2 > written.length) return true;
  return written.every(empty) || written.some((word) => word.length > 1 && commands.get(word) === 'answered');
}

function doubtsIn(text: string, { doubts }: OrderWords): string[] {
  return wordsOf(text).filter((word) => doubts.has(word));
}
