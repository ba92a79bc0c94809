import type { OrderWords } from '../flow/order-words.ts';
import { wordsOf } from './own-text.ts';

/**
 * What a customer's text is that answers no question: `words` are for people to read; `courtesy` ("Danke!", "OK", a thumb) and
 * `automatic` (an absence note) need no answer; `nothing` is empty; `number` only names a ticket.
 */
export type TextKind = 'words' | 'number' | 'courtesy' | 'automatic' | 'nothing';

/** Pictures and faces that thank and say yes. */
const FRIENDLY = /[👍👌👏🙌🤝💪🙏✅✔☑🆗💯🎉🥳🍀❤♥💚💙😀😃😄😁😆😊☺🙂😉😎😇🥰😅]|[:;]-?[)D]/gu;

/** Any other picture may say no, or be angry. */
function isFriendly(text: string): boolean {
  return !/\p{Extended_Pictographic}|[:;]['’]?-?[(/|\\[]/u.test(text.replace(FRIENDLY, ' '));
}

/** Judges a text by its words alone. */
export function judgeText(text: string, words: OrderWords): TextKind {
  const written = wordsOf(text);
  const courtesy = isFriendly(text) ? 'courtesy' : 'words';
  if (!/[\p{L}\p{N}?]/u.test(text)) return /[\p{Extended_Pictographic}:;]/u.test(text) ? courtesy : 'nothing';
  if (isAutomatic(written, words)) return 'automatic';
  const says = written.filter((word) => !words.courtesies.has(word));
  if (!/\p{N}/u.test(text)) return approves(says, words) && !text.includes('?') ? courtesy : 'words';
  const names = /^\D*[1-9][0-9]{2,17}\D*$/u.test(text) && !text.includes('?');
  return names && courtesy === 'courtesy' && says.every((word) => words.fillers.has(word))
    ? 'number'
    : 'words';
}

/** Whether nothing is said but OK, in one way or several. */
function approves(says: readonly string[], { approvals }: OrderWords): boolean {
  const known = approvals.map((phrase) => phrase.split(' '));
  let rest = says;
  while (rest.length > 0) {
    const fitting = known.filter((phrase) => phrase.every((word, at) => word === rest[at]));
    const longest = Math.max(0, ...fitting.map(({ length }) => length));
    if (longest === 0) return false;
    rest = rest.slice(longest);
  }
  return true;
}

/**
 * Words, or a picture, and a quotation: what phones send for who likes a text, or does not. Blanks inside belong to the quotation:
 * parted by patterns of their own, a text of blanks would be tried in all ways there are, for many seconds.
 */
const REACTION = /^(?<said>[^“„"«»”]{0,40}?)(?:\s*:)?\s*[“„"«](?<quotation>.+)[”“"»]$/su;
/** Where a phone has cut what it quotes. */
const CUT = /(?:…|\.\.\.)$/u;

/**
 * What somebody likes by a reaction of their phone: the words that it quotes, as far as it does. Only where they are ours it is one.
 * @returns null: it is none, or it does not like them
 */
export function likedWords(text: string, { reactions }: OrderWords): string | null {
  const { said, quotation } = REACTION.exec(text.trim())?.groups ?? {};
  if (said === undefined || quotation === undefined || !isFriendly(said)) return null;
  const quoted = quotation.trim().replace(CUT, '').trim();
  return quoted !== '' && reactions.includes(wordsOf(said).join(' ')) ? quoted : null;
}

/** A phrase of the prompt files stands in it as a whole. */
function isAutomatic(written: readonly string[], { automatic }: OrderWords): boolean {
  const text = ` ${written.join(' ')} `;
  return automatic.some((phrase) => text.includes(` ${phrase} `));
}
