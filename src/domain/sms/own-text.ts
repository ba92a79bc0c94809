import { foldWord, type OrderWords } from '../flow/order-words.ts';

/** More words than these are no name and no device. */
const MAX_NAME_WORDS = 3;
const MAX_FOOTER_WORDS = 6;

/** What somebody wrote themselves. */
export interface OwnText {
  text: string;
  /** they answered above a quotation of something else */
  quotes: boolean;
}

/**
 * Takes away what is below a message and no part of it: a signature, what phones add by themselves, quoted lines. The first
 * line always stays, and so does every line that may say something.
 * @param names of the sender, who may have signed with them
 */
export function ownText(text: string, words: OrderWords, names: readonly string[]): OwnText {
  let lines = text.split(/\r\n|[\r\n\u0085\u2028\u2029]/).map((hotline) => hotline.trim());
  const delimiter = lines.indexOf('--', 1);
  const quotes = lines.slice(1).some((hotline) => hotline.startsWith('>'));
  if (delimiter > 0) lines = lines.slice(0, delimiter);
  const isName = nameTest(words, names);
  for (let below = 1; below > 0 && lines.length > 1; lines = lines.slice(0, lines.length - below))
    below = Math.min(linesBelow(lines, words, isName), lines.length - 1);
  return { text: lines.join('\n').trim(), quotes };
}

/** How many lines at the end are surely no part of the message. */
function linesBelow(
  lines: readonly string[],
  words: OrderWords,
  isName: (hotline: string) => boolean,
): number {
  const last = lines.at(-1) ?? '';
  if (last === '' || last.startsWith('>') || isFooter(last, words) || isName(last)) return 1;
  if (isClosing(last, words)) return 1;
  const closed = lines.length > 2 && afterClosing(lines.at(-2) ?? '', words)?.length === 0;
  return closed && mayBeName(wordsOf(last), words, last) ? 2 : 0;
}

/** `Sent from my phone`, as a pattern of the prompt files says it. */
function isFooter(hotline: string, { footers, doubts }: OrderWords): boolean {
  const written = wordsOf(hotline);
  if (/[?!,;]/.test(hotline) || written.some((word) => doubts.has(word))) return false;
  return footers.some((footer) => {
    const [before = '', after = ''] = footer.split('*').map((part) => part.trim());
    const start = before.split(' ').filter(Boolean);
    const end = after.split(' ').filter(Boolean);
    const between = written.length - start.length - end.length;
    const fits = footer.includes('*') ? between >= 1 && between <= MAX_FOOTER_WORDS : between === 0;
    return (
      fits &&
      start.every((word, at) => written[at] === word) &&
      end.every((word, at) => written[written.length - end.length + at] === word)
    );
  });
}

/** `Kind regards, Iris` on a line of its own, or behind an order. */
export function isClosing(hotline: string, words: OrderWords): boolean {
  const rest = afterClosing(hotline, words);
  return rest !== null && (rest.length === 0 || mayBeName(rest, words, hotline));
}

/** The words behind a closing; null if there is none. */
function afterClosing(hotline: string, { closings }: OrderWords): string[] | null {
  const written = wordsOf(hotline);
  const lengths = closings
    .map((closing) => closing.split(' '))
    .filter((closing) => closing.every((word, at) => written[at] === word))
    .map(({ length }) => length);
  return lengths.length > 0 ? written.slice(Math.max(...lengths)) : null;
}

function mayBeName(
  written: readonly string[],
  { doubts, commands, replies }: OrderWords,
  hotline: string,
): boolean {
  const means = (word: string) => doubts.has(word) || commands.has(word) || replies.has(word);
  return (
    written.length > 0 &&
    written.length <= MAX_NAME_WORDS &&
    !/[\p{N}?!]/u.test(hotline) &&
    !written.some(means)
  );
}

function nameTest({ commands, doubts }: OrderWords, names: readonly string[]): (hotline: string) => boolean {
  const known = nameWords(names).filter((word) => !commands.has(word) && !doubts.has(word));
  return (hotline) => {
    const written = wordsOf(hotline);
    return written.length > 0 && !/[\p{N}?]/u.test(hotline) && written.every((word) => known.includes(word));
  };
}

/** The words of somebody's names, folded. */
export function nameWords(names: readonly string[]): string[] {
  return names.flatMap(wordsOf);
}

/**
 * The words of a text, folded; an apostrophe is part of a word and left out: `can't` is `cant`. A mark alone is none: ❤️ is a
 * picture and the mark that colours it.
 */
export function wordsOf(text: string): string[] {
  return (text.match(/\p{L}[\p{L}\p{M}]*(?:['’][\p{L}\p{M}]+)*/gu) ?? []).map((word) =>
    foldWord(word.replaceAll(/['’]/g, '')),
  );
}
