import fc from 'fast-check';
import { expect, test } from 'vitest';
import { remindAt, staleAt } from '../../../../src/domain/escalation/acknowledgement-clock.ts';
import { anyWindow, later, MINUTE, windowOf } from './windows.ts';

const TEN = '2026-11-23T09:00:00Z';

test('a quarter of what is left to be reminded, half of it until the acknowledgement goes stale', () => {
  const window = windowOf(TEN, 'PT4H');
  expect(remindAt(window, later(TEN, 40))).toEqual(later(TEN, 40 + 50));
  expect(staleAt(window, later(TEN, 40))).toEqual(later(TEN, 40 + 100));
});

test('however little is left, there is time to sit down and call', () => {
  const window = windowOf(TEN, 'PT30M');
  for (const acknowledged of [later(TEN, 29), later(TEN, 30), later(TEN, 300)]) {
    expect(remindAt(window, acknowledged)).toEqual(later(acknowledged, 2));
    expect(staleAt(window, acknowledged)).toEqual(later(acknowledged, 4));
  }
});

test('a request of the night that is taken at night rests until the morning', () => {
  const window = windowOf('2026-11-22T20:00:00Z', 'PT6H', 'business');
  expect(remindAt(window, new Date('2026-11-22T21:00:00Z'))).toEqual(new Date('2026-11-23T09:30:00Z'));
  expect(staleAt(window, new Date('2026-11-22T21:00:00Z'))).toEqual(new Date('2026-11-23T11:00:00Z'));
});

test('reminded first, stale later; before the deadline, unless there is less than four minutes', () => {
  fc.assert(
    fc.property(anyWindow, ({ window, at }) => {
      const [reminded, stale] = [remindAt(window, at), staleAt(window, at)];
      expect(reminded.getTime()).toBeGreaterThan(at.getTime());
      expect(stale.getTime()).toBeGreaterThan(reminded.getTime());
      expect(stale.getTime()).toBeLessThanOrEqual(
        Math.max(window.respondBy.getTime(), at.getTime() + 4 * MINUTE),
      );
    }),
  );
});
