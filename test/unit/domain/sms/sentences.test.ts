import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseOrder, parseReply } from '../../../../src/domain/sms/order-grammar.ts';
import { sentence, words } from '../../../support/sentences.ts';

const reading = { words, names: ['Iris Lang'] };

test('a sentence with an order’s word in it is no order', () => {
  fc.assert(
    fc.property(sentence, (text) => {
      const { command, ticket } = parseOrder(text, reading);
      // nothing of an update goes before its author has repeated a code, and of several orders none is done
      const isAskedBack =
        command === 'update' ||
        command === 'several' ||
        ((command === 'answered' || command === 'progress') && ticket === null);
      if (!isAskedBack) expect([text, command]).toEqual([text, 'unknown']);
      expect([text, parseReply(text, reading).reply]).toEqual([text, 'unknown']);
    }),
    { numRuns: 40_000 },
  );
}, 120_000);

test('a spelled-out order with a number and a doubt is none', () => {
  const spelled = [...words.commands].filter(([word]) => word.length > 1).map(([word]) => word);
  const doubtful = fc.tuple(
    fc.constantFrom(...spelled),
    fc.constantFrom(...words.doubts),
    fc.constantFrom('', 'the relay', 'Kunde', 'le client'),
    fc.boolean(),
  );
  fc.assert(
    fc.property(doubtful, ([word, doubt, prose, isFirst]) => {
      const text = `${word} 4711 ${isFirst ? `${doubt} ${prose}` : `${prose} ${doubt}`}`;
      const { command, text: said } = parseOrder(text, reading);
      // a no to a question is no doubt, but its answer
      if (command === 'cover') expect([text, said]).toEqual([text, 'no']);
      else expect([text, command]).toEqual([text, 'unknown']);
    }),
    { numRuns: 10_000 },
  );
});

/** Everything that may be around a word and its number. */
const GAPS = [
  ' ',
  '',
  '  ',
  '\u00a0',
  '\u2009',
  '\u3000',
  ': ',
  '-',
  '/',
  ' #',
  '. ',
  ', ',
  '\u200b ',
  ' ticket ',
  ' Nr. ',
  ' no ',
];
const TAILS = [
  '',
  '.',
  '!',
  ' 👍',
  ' ',
  ' 👍🏽',
  '\n',
  ', danke',
  ' thanks!',
  '\n-- \nIris\n+49 1',
  '\nGruß, Iris',
  '\n\nSent from my iPhone',
];

test('every order with its number is one, however it is spaced, cased and signed', () => {
  const order = fc.record({
    word: fc.constantFrom(...words.commands.entries()),
    isUpper: fc.boolean(),
    gap: fc.constantFrom(...GAPS),
    number: fc.integer({ min: 1, max: 9_999_999 }).map(String),
    tail: fc.constantFrom(...TAILS),
    isBehind: fc.boolean(),
  });
  fc.assert(
    fc.property(order, ({ word: [word, command], isUpper, gap, number, tail, isBehind }) => {
      const sign = isUpper ? word.toUpperCase() : word;
      const isPlain = !/\p{L}/u.test(gap);
      const text =
        isBehind && isPlain
          ? `${number}${gap.replace('#', '')}${sign}${tail}`
          : `${sign}${gap}${number}${tail}`;
      expect([text, parseOrder(text, reading)]).toEqual([
        text,
        { command, ticket: number, code: null, text: expect.any(String) },
      ]);
    }),
    { numRuns: 20_000 },
  );
});

test('every word alone is its order', () => {
  for (const [word, command] of words.commands)
    for (const tail of ['', '.', '!', ' 👍', '\n', '\nIris'])
      expect([word, parseOrder(word + tail, reading)]).toMatchObject([word, { command, ticket: null }]);
  for (const [word, reply] of words.replies)
    for (const tail of ['', '.', '!', ' danke', ' 4711', '\nLG Iris'])
      expect([word, parseReply(word + tail, reading)]).toMatchObject([word, { reply }]);
});
