import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fill, PLACEHOLDER } from '../../../../src/domain/flow/fill.ts';
import { sentence } from '../../../../src/domain/flow/sentence.ts';
import { withoutMarks } from '../../../../src/domain/flow/speech-marks.ts';
import { script } from './shipped.ts';

/** A name with which a text's own full stop would be the second. */
const NAME = 'Northwind Instruments Ltd.';

const TWO_STOPS = /[.!?]["»«]?\.(?!\.)/;

const texts = [...script.prompts.values()].flatMap((prompts) =>
  [
    ...Object.entries(prompts.sms).map(([name, text]) => [`sms ${name}`, text] as const),
    ...Object.entries(prompts.say).flatMap(([name, pieces]) =>
      pieces
        .filter((piece) => typeof piece === 'string')
        .map((piece) => [`say ${name}`, withoutMarks(piece)] as const),
    ),
  ].map(([name, text]) => [prompts.language, name, text, prompts] as const),
);

test.each(texts)('%s: %s ends each sentence once, whatever the names', (_language, _name, text, prompts) => {
  const names = [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
  const some = fill(text, prompts, Object.fromEntries(names.map((name) => [name, NAME])));
  expect(some).not.toMatch(TWO_STOPS);
  // what is told only sometimes leaves the sentence to what stands before it
  for (const name of names) expect(fill(text, prompts, { [name]: NAME })).not.toMatch(TWO_STOPS);
});

test('our own words end once, and what is in a value stays as it is', () => {
  expect(sentence`You act as ${NAME}.`).toBe('You act as Northwind Instruments Ltd.');
  expect(sentence`You act as ${'Anna'}.`).toBe('You act as Anna.');
  expect(sentence`${'How?'}.`).toBe('How?');
  expect(sentence`Asked by ${NAME}, ${2} times.`).toBe('Asked by Northwind Instruments Ltd., 2 times.');
});

/** A name is the last of a sentence, in words that are not put together as one. */
const BARE_NAME =
  /(?<!sentence)`(?:[^`$]|\$\{[^}]*\})*\$\{(?:names?|who|by|schedules?|customers?|person|engineer)\}\.(?![a-z])[^`]*`/;

test.each(['src/web/console/page-link/link-words.ts', ...globSync('src/web/console/words/*/*.ts')])(
  '%s ends no sentence with a name by itself',
  (path) => {
    expect(readFileSync(path, 'utf8')).not.toMatch(BARE_NAME);
  },
);
