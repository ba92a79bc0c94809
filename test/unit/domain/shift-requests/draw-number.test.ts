import { expect, test } from 'vitest';
import { drawNumber } from '../../../../src/domain/shift-requests/draw-number.ts';

test('a number that means something already is drawn again, also one of a moment ago', () => {
  const drawn = [20_000, 30_000, 30_000, 40_000];
  const draw = () => drawn.shift() ?? 0;
  const taken = new Set(['20000']);
  expect(drawNumber(taken, draw)).toBe('30000');
  expect(drawNumber(taken, draw)).toBe('40000');
});
