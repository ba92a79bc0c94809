import fc from 'fast-check';
import { COMMANDS, gatherOrderWords, REPLIES } from '../../src/domain/flow/order-words.ts';
import { script } from '../unit/domain/flow/shipped.ts';

export const words = gatherOrderWords(script.prompts.values());

/** How the words are written in the prompt files, with their accents. */
const written = [...script.prompts.values()].flatMap(({ orders }) =>
  orders ? [...COMMANDS, ...REPLIES].flatMap((kind) => orders[kind]) : [],
);

/** The words of orders that are some words together. */
const IN_PHRASES = new Set(written.flatMap((said) => (said.includes(' ') ? said.split(' ') : [])));

/** What people say around an order's word, in three languages. */
const PROSE =
  `ich bin gerade im Auto und fahre nach Hause Kunde Lizenz Relais Server steht wieder Fehler Rückruf Urlaub
  Kollege übernimmt mir dir uns sagen gesagt Ticket war alles gut klar Haus Tür melde mich nochmal diese jene einer
  I am driving home and the customer licence relay server is down callback holiday colleague took it to me for us tell told
  ticket was fine sure house door that this there he she they had has been really quite alarm rings
  je suis en voiture et rentre client licence relais serveur panne rappel congé collègue prendra cela pour nous dire dit
  ticket était bon sûr maison porte cette votre chez elle ils avait été alarme sonne`.split(/\s+/);

const DOUBT =
  `nicht noch kein später gleich bald aber wenn vielleicht nie not yet later soon but if maybe never never don't
  can't won't isn't pas jamais mais bientôt peut-être demain morgen tomorrow`.split(/\s+/);

const ODD =
  `10:30 10 um 18 Uhr in 5 Minuten 2h +49 171 5551234 01715551234 4711-4712 4712 ٤٧١١ 24.11. ? ?? ! 👎 ❌ … ( ) / -`.split(
    /\s+/,
  );

/** Behind any of these the next words are a remark by the grammar, if a number stands there; they are left out below. */
const REMARK_HEAD = new RegExp(
  `^(?:(?:(?:${[...words.fillers].join('|')})(?!\\p{L})[^\\p{L}\\p{N}+]*)*#?[0-9]+[^\\p{L}\\p{N}]*(?:${remarkWords()})(?![\\p{L}'’])|(?:${remarkWords()})(?![\\p{L}'’])[^\\p{L}\\p{N}+]*(?:(?:${[
    ...words.fillers,
    ...words.courtesies,
  ].join('|')})(?!\\p{L})[^\\p{L}\\p{N}+]*)*[0-9])`,
  'iu',
);

function remarkWords(): string {
  const remark = written.filter((word) => {
    const meaning = words.commands.get(word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase());
    return ['answered', 'progress', 'reopen'].includes(meaning ?? '') || words.replies.has(word);
  });
  return [...new Set(remark)].join('|');
}

const word = (list: readonly string[]) => fc.constantFrom(...list);
const some = (minLength: number) =>
  fc.array(fc.oneof({ arbitrary: word(PROSE), weight: 3 }, word(DOUBT), word(ODD)), {
    minLength,
    maxLength: 6,
  });
const cased = fc
  .tuple(word(written), fc.constantFrom('as it is', 'upper', 'first'))
  .map(([text, how]) =>
    how === 'upper' ? text.toUpperCase() : how === 'first' ? text[0]?.toUpperCase() + text.slice(1) : text,
  );

const prose = word(PROSE.filter((one) => !isEmpty(one)));

/** A sentence with an order's word in front, in the middle or at the end, and at least one word that is no part of an order. */
export const sentence: fc.Arbitrary<string> = fc
  .record({
    before: fc.oneof(fc.constant([]), some(0)),
    order: cased,
    number: fc.constantFrom([], [], ['4711'], ['ticket', '4711'], ['4711', 'K7M']),
    prose,
    isProseFirst: fc.boolean(),
    behind: some(0),
    gap: fc.constantFrom(' ', ' ', ', ', '\n', ' - '),
  })
  .map(({ before, order, number, prose: said, isProseFirst, behind, gap }) => {
    const front = isProseFirst && before.length > 0;
    return [...(front ? [said] : []), ...before, order, ...number, ...behind, ...(front ? [] : [said])].join(
      gap,
    );
  })
  .filter((text) => !REMARK_HEAD.test(text));

/** Prose that the grammar reads over, `ticket`, or that an order of several words may have: `taking it`. */
function isEmpty(one: string): boolean {
  const folded = one.toLowerCase();
  return words.fillers.has(folded) || words.courtesies.has(folded) || IN_PHRASES.has(folded);
}
