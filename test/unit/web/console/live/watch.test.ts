import { expect, test } from 'vitest';
import { restAfter } from '../../../../../src/web/console/live/watch.ts';

test('a short look is repeated soon, a longer one takes a tenth of the time, and nobody waits for long', () => {
  expect(restAfter(0)).toBe(150);
  expect(restAfter(10)).toBe(150);
  expect(restAfter(30)).toBe(270);
  // the database was away for a while
  expect(restAfter(3_000)).toBe(500);
});
