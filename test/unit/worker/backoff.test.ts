import { expect, test } from 'vitest';
import { backoff } from '../../../src/worker/jobs/backoff.ts';

test('the first try again after a second, then longer, never longer than a page can wait', () => {
  expect([1, 2, 3, 4, 5, 6].map(backoff)).toEqual([1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
  expect(backoff(0)).toBe(1_000);
  expect(backoff(5_000)).toBe(8_000);
});
