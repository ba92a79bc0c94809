import { expect, test } from 'vitest';
import { fill } from '../../../../src/domain/flow/fill.ts';
import type { Prompts } from '../../../../src/domain/flow/prompts.ts';
import { script } from './shipped.ts';

/** A voice reads 4711 as four thousand seven hundred and eleven, which nobody can key in or text. */
test.each([...script.prompts.values()])('$language: a ticket is said digit by digit', ({ language, say }) => {
  const bare = Object.entries(say).filter(([, said]) =>
    /\{(ticket|callback-number|new-number)\}/.test(JSON.stringify(said)),
  );
  expect([language, bare]).toEqual([language, []]);
});

test.each([
  ['de', 'all-acknowledged', { count: '1' }, 'Danke. 1 Ticket gehört Ihnen.'],
  ['de', 'all-acknowledged', { count: '2' }, 'Danke. Alle 2 Tickets gehören Ihnen.'],
  ['en', 'all-acknowledged', { count: '1' }, 'Thank you. 1 ticket is yours.'],
  ['en', 'all-acknowledged', { count: '12' }, 'Thank you. All 12 tickets are yours.'],
  ['de', 'page', { 'seconds-recorded': '1' }, 'Es gibt eine Aufnahme von 1 Sekunde.'],
  ['en', 'page', { 'seconds-recorded': '1' }, 'There is a recording of 1 second.'],
  // nobody says “a 8-second recording”
  ['en', 'page', { 'seconds-recorded': '8' }, 'There is a recording of 8 seconds.'],
  ['fr', 'page', { 'seconds-recorded': '1' }, 'Il y a un enregistrement de 1 seconde.'],
])('%s: one is no plural in “%s” with %o', (language, name, vars, told) => {
  const prompts = script.prompts.get(language) as Prompts;
  const said = prompts.say[name]?.map((piece) => fill(String(piece), prompts, vars)).join(' ');
  expect(said).toContain(told);
});

test.each([...script.prompts.values()])(
  '$language: of a recording that there is not, nothing is said',
  (prompts) => {
    const said = prompts.say.page
      ?.map((piece) => fill(String(piece), prompts, { 'seconds-recorded': '' }))
      .join(' ');
    expect(said).not.toMatch(/0|second|Sekund/);
  },
);

/** Before a day that is called today, or by its name, French wants another word than before a date. */
test('fr: nothing bends before a day that is told as it is said', () => {
  const { say } = script.prompts.get('fr') as Prompts;
  expect(JSON.stringify(say)).not.toMatch(
    /\b(?:de|du|le|au) \{[a-z-]+:when\}|:due:[^|}]*\b(?:de|du|le|au) #/,
  );
});

test('fr: before a time in an SMS stands an article', () => {
  const { sms } = script.prompts.get('fr') as Prompts;
  const bare = Object.values(sms).filter((text) => /\bavant (?:\{[a-z-]+:short|#)/.test(text));
  expect(bare).toEqual([]);
});
