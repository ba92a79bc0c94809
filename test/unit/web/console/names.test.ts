import { expect, test } from 'vitest';
import { namesFor } from '../../../../src/web/console/ticket/names.ts';
import { de } from '../../../../src/web/console/words/de/index.ts';
import { en } from '../../../../src/web/console/words/en/index.ts';

const anna = { key: 'anna', name: 'Anna Weber' };
const targets = [
  'schedule:front',
  'schedule:gone',
  'engineer:anna',
  'engineer:left',
  'tam',
  'deputy',
  'supervisors',
];

test('whom a step pages is said in words, whatever a policy may name', () => {
  const schedules = new Map([['front', 'First line']]);
  expect(targets.map(namesFor([anna], en, schedules).target)).toEqual([
    'whoever is on call in “First line”',
    'whoever is on call in “gone”',
    'Anna Weber',
    'left',
    'the TAM',
    'the TAM’s deputy',
    'the supervisors',
  ]);
  expect(namesFor([anna], de).target('deputy')).toBe('die Vertretung des TAM');
});
