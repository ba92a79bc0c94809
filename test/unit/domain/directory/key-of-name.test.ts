import { expect, it } from 'vitest';
import { nameSchema } from '../../../../src/domain/directory-entry/entry-values.ts';
import { keysOfName } from '../../../../src/domain/directory-entry/key-of-name.ts';
import { NAUGHTY } from '../../../support/registry.ts';

function firstKeys(name: string): unknown[] {
  const keys = keysOfName(name, 'plan');
  return [keys.next().value, keys.next().value];
}

it.each([
  ['Enhanced Support', ['enhanced-support', 'enhanced-support-2']],
  ['Größe & Übermaß', ['groesse-uebermass', 'groesse-uebermass-2']],
  ['Café', ['cafe', 'cafe-2']],
  ['!!!', ['plan', 'plan-2']],
  ['東京', ['東京', '東京-2']],
])('%s is called %j', (name, keys) => {
  expect(firstKeys(name)).toEqual(keys);
});

it('is a name that a file may mention, whatever it is made from', () => {
  for (const name of [...NAUGHTY, '-', '--a--', 'x'.repeat(200), ' a b ']) {
    for (const key of firstKeys(name)) expect(nameSchema.safeParse(key).success, String(key)).toBe(true);
  }
});
