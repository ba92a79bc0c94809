import { describe, expect, it } from 'vitest';
import type { Prompts } from '../../../../src/domain/flow/prompts.ts';
import { nameKey, nameOutcome, nameState, titlesOf } from '../../../../src/domain/flow/titles.ts';

const prompts = new Map([
  [
    'en',
    {
      states: {
        menu: { name: 'main menu', keys: { 1: 'problem' } },
        told: { name: 'told', keys: 'hears it again' },
      },
      outcomes: { opened: 'ticket opened' },
    } as Partial<Prompts> as Prompts,
  ],
]);
const titles = titlesOf('en', { prompts });

describe('what the console calls a state', () => {
  it('is what its prompt file says', () => {
    expect([nameState(titles, 'menu'), nameKey(titles, 'menu', '1'), nameOutcome(titles, 'opened')]).toEqual([
      'main menu',
      'problem',
      'ticket opened',
    ]);
    expect(nameKey(titles, 'menu', '7')).toBe('7');
  });

  it.each(['0', '7'])('is the same for any key where every key means the same: %s', (key) => {
    expect(nameKey(titles, 'told', key)).toBe('hears it again');
  });

  it.each(['added-by-them', 'constructor', '__proto__', ''])(
    'is its own name where none is known: %j',
    (name) => {
      expect(nameState(titles, name)).toBe(name.replaceAll('-', ' '));
      expect(nameOutcome(titles, name)).toBe(name.replaceAll('-', ' '));
      expect(nameKey(titles, name, '1')).toBe('1');
    },
  );

  it('is its own name in a language that has no file', () => {
    expect(nameState(titlesOf('xx', { prompts }), 'menu')).toBe('menu');
  });
});
