import { expect, test } from 'vitest';
import { readAhead } from '../../src/platform/read-ahead.ts';

const at = (second: number) => new Date(Date.UTC(2026, 10, 23, 9, 0, second));

/** A rota that is at most ten seconds old, and is read when the test says so. */
function slowRota() {
  const asked: PromiseWithResolvers<string>[] = [];
  const onCall = readAhead(() => {
    const answer = Promise.withResolvers<string>();
    asked.push(answer);
    return answer.promise;
  }, 10_000);
  const begin = async () => {
    const first = onCall(at(0));
    asked[0]?.resolve('Anna');
    expect(await first).toBe('Anna');
  };
  return { onCall, asked, begin };
}

test('whoever asks while the rota is read anew is told what is known, and waits for nothing', async () => {
  const { onCall, asked, begin } = slowRota();
  await begin();
  expect(await onCall(at(5))).toBe('Anna');
  expect(asked).toHaveLength(1);
  expect(await onCall(at(6))).toBe('Anna');
  expect(await onCall(at(7))).toBe('Anna');
  expect(asked).toHaveLength(2);
  asked[1]?.resolve('Ben');
  await asked[1]?.promise;
  expect(await onCall(at(8))).toBe('Ben');
  expect(asked).toHaveLength(2);
});

test('all who come at first share one reading', async () => {
  const { onCall, asked } = slowRota();
  const both = Promise.all([onCall(at(0)), onCall(at(0))]);
  asked[0]?.resolve('Anna');
  expect(await both).toEqual(['Anna', 'Anna']);
  expect(asked).toHaveLength(1);
});

test('a rota of eleven seconds ago is nobody’s answer', async () => {
  const { onCall, asked, begin } = slowRota();
  await begin();
  const later = onCall(at(11));
  asked[1]?.resolve('Ben');
  expect(await later).toBe('Ben');
});

test('a fault is told once what is known is too old, and the rota is asked for again', async () => {
  const { onCall, asked, begin } = slowRota();
  await begin();
  expect(await onCall(at(8))).toBe('Anna');
  asked[1]?.reject(new Error('the database is away'));
  await asked[1]?.promise.catch(() => {});
  const tooLate = onCall(at(12));
  asked[2]?.reject(new Error('the database is still away'));
  await expect(tooLate).rejects.toThrow('still away');
  const back = onCall(at(13));
  asked[3]?.resolve('Ben');
  expect(await back).toBe('Ben');
});
