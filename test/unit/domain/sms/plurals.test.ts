import { expect, test } from 'vitest';
import { fill } from '../../../../src/domain/flow/fill.ts';
import { script } from '../flow/shipped.ts';

const prompts = (language: string) => {
  const found = script.prompts.get(language);
  if (!found) throw new Error(`no prompts for ${language}`);
  return found;
};

/** The word is the same for one (`1 more`), or none follows. */
const SAME_FOR_ONE = ['flood-over', 'more', 'tam-digest-more'];

const texts = [...script.prompts.values()].flatMap(({ language, sms }) =>
  Object.entries(sms).map(([name, text]) => [language, name, text] as const),
);

test.each(texts)('%s: the SMS %s puts no bare number before a word', (_language, name, text) => {
  if (!SAME_FOR_ONE.includes(name))
    expect(text).not.toMatch(/\{(count|calls|texts|recordings)\} \p{Ll}?\p{L}+/u);
});

test.each([
  ['de', 'pages', { count: '1', open: '4711' }, /^1 Ticket wartet: 4711/],
  ['de', 'pages', { count: '2', open: '4711, 4712' }, /^2 Tickets warten/],
  ['en', 'update-sent', { count: '1' }, /^Sent to 1 contact of/],
  ['en', 'update-sent', { count: '0' }, /^Sent to 0 contacts of/],
  ['fr', 'update-sent', { count: '0' }, /^Envoyé à 0 contact de/],
  ['de', 'merged', { arrived: 'calls=1 recordings=0 texts=0' }, /eingegangen: 1 Anruf\. Alles/],
  ['de', 'merged', { arrived: 'calls=2 recordings=1 texts=3' }, /: 2 Anrufe, 1 Nachricht, 3 SMS\. /],
  ['en', 'merged', { arrived: 'calls=0 recordings=0 texts=1' }, /: 1 text\. /],
  ['fr', 'merged', { arrived: 'calls=2 recordings=2 texts=0' }, /: 2 appels, 2 messages\. /],
  ['de', 'coverage-gaps', { count: '1' }, /: 1 Lücke,/],
  ['en', 'wrong-pins-nobody', { count: '1' }, /1 wrong PIN since/],
] as const)('%s: %s with %j', (language, name, vars, said) => {
  expect(fill(prompts(language).sms[name] ?? '', prompts(language), vars)).toMatch(said);
});
