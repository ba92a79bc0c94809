import { describe, expect, it } from 'vitest';
import type { Prompts } from '../../../../src/domain/flow/prompts.ts';
import type { Script } from '../../../../src/domain/flow/script.ts';
import { nameKey, nameOutcome, nameState, titlesOf } from '../../../../src/domain/flow/titles.ts';

const scriptOf = (states: Prompts['states'], outcomes?: Prompts['outcomes']): Script => ({
  version: 'one',
  flows: new Map(),
  languages: [],
  prompts: new Map([['en', { states, outcomes } as Prompts]]),
});

const shipped = scriptOf(
  { menu: { name: 'main menu', keys: { 1: 'problem' } }, told: { name: 'told', keys: 'hears it again' } },
  { opened: 'opened' },
);
const own = scriptOf({ menu: { name: 'our menu', keys: { 5: 'problem' } } });
const older = scriptOf(undefined);

describe('what the console calls a state', () => {
  it('is what the operator’s own file says, and else what is shipped', () => {
    const titles = titlesOf('en', [own, shipped]);
    expect([nameState(titles, 'menu'), nameState(titles, 'told')]).toEqual(['our menu', 'told']);
    expect([nameKey(titles, 'menu', '5'), nameKey(titles, 'menu', '1')]).toEqual(['problem', '1']);
    expect(nameOutcome(titles, 'opened')).toBe('opened');
  });

  it('is what is shipped where their file is older and names nothing', () => {
    expect(nameState(titlesOf('en', [older, shipped]), 'menu')).toBe('main menu');
  });

  it.each(['0', '7'])('is the same for any key where every key means the same: %s', (key) => {
    expect(nameKey(titlesOf('en', [shipped]), 'told', key)).toBe('hears it again');
  });

  it.each(['added-by-them', 'constructor', '__proto__', ''])('is its own name where none is known: %j', (name) => {
    const titles = titlesOf('en', [shipped]);
    expect(nameState(titles, name)).toBe(name.replaceAll('-', ' '));
    expect(nameOutcome(titles, name)).toBe(name.replaceAll('-', ' '));
    expect(nameKey(titles, name, '1')).toBe('1');
  });

  it('is its own name in a language that has no file', () => {
    expect(nameState(titlesOf('xx', [shipped]), 'menu')).toBe('menu');
  });
});
