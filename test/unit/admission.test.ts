import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAdmission } from '../../src/platform/admission.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const WAIT_MS = 1_500;

/** One place, and who was let in so far. */
function door() {
  const admit = createAdmission({ atOnce: 1, waitMs: WAIT_MS });
  const served: string[] = [];
  const leave: (() => void)[] = [];
  const come = (name: string) =>
    admit(name, () => {
      served.push(name);
      return new Promise<void>((resolve) => leave.push(resolve));
    });
  const next = async () => {
    leave.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { come, next, served };
}

test('whoever comes while there is room is let in at once, the others in their order', async () => {
  const { come, next, served } = door();
  const all = ['a', 'b', 'c'].map((name) => come(name));
  expect(served).toEqual(['a']);
  for (let left = 3; left > 0; left -= 1) await next();
  await Promise.all(all);
  expect(served).toEqual(['a', 'b', 'c']);
});

test('whose turn does not come in time is sent away, and is before all later ones when they are back', async () => {
  const { come, next, served } = door();
  const first = come('first');
  const early = expect(come('early')).rejects.toMatchObject({ code: 'too-busy' });
  await vi.advanceTimersByTimeAsync(WAIT_MS);
  await early;
  const late = come('late');
  const back = come('early');
  for (let left = 3; left > 0; left -= 1) await next();
  await Promise.all([first, late, back]);
  expect(served).toEqual(['first', 'early', 'late']);
});

test('somebody who was sent away and never comes back holds up no one', async () => {
  const { come, next, served } = door();
  const first = come('first');
  const gone = expect(come('gone')).rejects.toThrow();
  await vi.advanceTimersByTimeAsync(WAIT_MS);
  await gone;
  const late = come('late');
  await next();
  await next();
  await Promise.all([first, late]);
  expect(served).toEqual(['first', 'late']);
  // and nobody is left inside
  const another = come('another');
  expect(served).toContain('another');
  await next();
  await another;
});

test('a work that fails makes room as well', async () => {
  const admit = createAdmission({ atOnce: 1, waitMs: WAIT_MS });
  await expect(admit('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await admit('b', async () => 'in')).toBe('in');
});
