import { expect, test } from 'vitest';
import { backoff } from '../../../src/worker/jobs/backoff.ts';

test('the first try again comes after a second, and for ten seconds the next is never far', () => {
  const waits = [1, 2, 3, 4, 5].map(backoff);
  expect(waits[0]).toBe(1_000);
  expect(Math.max(...waits)).toBeLessThanOrEqual(1_500);
});

test('what goes on failing is tried ever more seldom, and never later than a page can wait', () => {
  expect([6, 7, 8, 9].map(backoff)).toEqual([3_000, 6_000, 8_000, 8_000]);
  expect(backoff(0)).toBe(1_000);
  expect(backoff(5_000)).toBe(8_000);
});
