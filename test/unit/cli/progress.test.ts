import { expect, test } from 'vitest';
import { createProgress } from '../../../src/cli/support/progress.ts';

function watched(isTTY: boolean) {
  const written: string[] = [];
  let at = 0;
  const progress = createProgress(
    'PINs',
    { isTTY, write: (text: string) => written.push(text) > 0 },
    () => at,
  );
  const step = (ms: number, done: number, of: number) => {
    at += ms;
    progress(done, of);
  };
  return { written, step };
}

test('a work of more than a second says how far it is and what is left, and clears its line at the end', () => {
  const { written, step } = watched(true);
  step(500, 1, 4);
  expect(written).toEqual([]);
  step(1_500, 2, 4);
  step(10, 3, 4);
  step(1_000, 4, 4);
  expect(written).toEqual(['\r\u001b[KPINs 2 of 4, 0:02 left', '\r\u001b[K']);
});

test('where nobody looks, long work adds a line now and then, and clears none', () => {
  const { written, step } = watched(false);
  step(14_000, 1, 8);
  step(1_000, 2, 8);
  step(1_000, 3, 8);
  step(14_000, 4, 8);
  step(15_000, 8, 8);
  expect(written).toEqual(['PINs 2 of 8, 0:45 left\n', 'PINs 4 of 8, 0:30 left\n']);
});

test('a short work says nothing', () => {
  const short = watched(true);
  short.step(900, 2, 2);
  const unseen = watched(false);
  unseen.step(5_000, 1, 2);
  unseen.step(5_000, 2, 2);
  expect([...short.written, ...unseen.written]).toEqual([]);
});
