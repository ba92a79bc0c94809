import { expect, it } from 'vitest';
import { limitConcurrency } from '../../../src/directory/limit-concurrency.ts';

it('no more works run at once than allowed, in the order they came, also when some fail', async () => {
  const inTurn = limitConcurrency(2);
  let running = 0;
  let most = 0;
  const begun: number[] = [];
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) =>
      inTurn(async () => {
        begun.push(index);
        running += 1;
        most = Math.max(most, running);
        await Promise.resolve();
        running -= 1;
        if (index % 3 === 0) throw new Error('refused');
        return index;
      }),
    ),
  );
  expect(most).toBe(2);
  expect(begun).toEqual(Array.from({ length: 20 }, (_, index) => index));
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(7);
});
