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
  ['de', 'page', { recorded: '1' }, 'Es gibt eine 1-Sekunden-Aufnahme.'],
  ['en', 'page', { recorded: '1' }, 'There is a 1-second recording.'],
  ['en', 'page', { recorded: '45' }, 'There is a 45-second recording.'],
])('%s: one is no plural in “%s” with %o', (language, name, vars, told) => {
  const prompts = script.prompts.get(language) as Prompts;
  const said = prompts.say[name]?.map((piece) => fill(String(piece), prompts, vars)).join(' ');
  expect(said).toContain(told);
});
