import { describe, expect, it } from 'vitest';
import { batch } from '../../src/platform/batch.ts';

/** Requests that are answered by hand. */
function requests() {
  const asked: { keys: number[]; answer(): void; fail(): void }[] = [];
  const ask = (keys: number[]) =>
    new Promise<string[]>((resolve, reject) => {
      asked.push({
        keys,
        answer: () => resolve(keys.map((key) => `answer to ${key}`)),
        fail: () => reject(new Error('nobody answers')),
      });
    });
  return { asked, ask };
}

describe('asked together', () => {
  it('the first asks alone and at once, those who come meanwhile share the next request', async () => {
    const { asked, ask } = requests();
    const get = batch(ask);
    const answers = [get(1), get(2), get(3)];
    expect(asked.map(({ keys }) => keys)).toEqual([[1]]);
    asked[0]?.answer();
    expect(await answers[0]).toBe('answer to 1');
    expect(asked.map(({ keys }) => keys)).toEqual([[1], [2, 3]]);
    asked[1]?.answer();
    expect(await Promise.all(answers)).toEqual(['answer to 1', 'answer to 2', 'answer to 3']);
  });

  it('a request that fails fails for those who shared it, and for nobody else', async () => {
    const { asked, ask } = requests();
    const get = batch(ask);
    const first = get(1);
    const shared = [get(2), get(3)];
    asked[0]?.fail();
    await expect(first).rejects.toThrow('nobody answers');
    asked[1]?.answer();
    expect(await Promise.all(shared)).toEqual(['answer to 2', 'answer to 3']);
  });
});
