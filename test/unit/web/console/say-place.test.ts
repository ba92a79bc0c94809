import { expect, test } from 'vitest';
import { sayPlace } from '../../../../src/web/console/schedules/say-place.ts';

test.each([
  ['0%', '0 %'],
  ['35%', '35 %'],
  ['PT1M', '1 min'],
  ['PT90S', '1 min 30 s'],
  ['PT1H30M', '1 h 30 min'],
  ['P1D', '24 h'],
])('a step at %s is said as %s', (at, said) => {
  expect(sayPlace(at)).toBe(said);
});
