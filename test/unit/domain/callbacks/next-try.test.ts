import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOpen } from '../../../../src/domain/calendar/calendar.ts';
import { nextTry } from '../../../../src/domain/callbacks/next-try.ts';
import { anyWindow, later, MINUTE, windowOf } from '../paging/windows.ts';

const TEN = '2026-11-23T09:00:00Z';

test('a fifth of what is left, half an hour at most, a minute at least', () => {
  const window = windowOf(TEN, 'PT4H');
  expect(nextTry(window, later(TEN, 0))).toEqual(later(TEN, 30));
  expect(nextTry(window, later(TEN, 140))).toEqual(later(TEN, 160));
  expect(nextTry(window, later(TEN, 239))).toEqual(later(TEN, 240));
});

test('after the deadline every five minutes', () => {
  expect(nextTry(windowOf(TEN, 'PT30M'), later(TEN, 30))).toEqual(later(TEN, 35));
  expect(nextTry(windowOf(TEN, 'PT30M'), later(TEN, 90))).toEqual(later(TEN, 95));
});

test('on the business clock a customer is not called at night', () => {
  const window = windowOf('2026-11-23T16:00:00Z', 'PT6H', 'business');
  expect(nextTry(window, new Date('2026-11-23T16:50:00Z'))).toEqual(new Date('2026-11-24T08:20:00Z'));
});

test('the gaps shrink as the deadline nears', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 600 }),
      fc.array(fc.nat(600), { minLength: 2 }),
      (length, tries) => {
        const window = windowOf(TEN, `PT${length}M`);
        const gaps = tries
          .filter((minute) => minute < length)
          .toSorted((a, b) => a - b)
          .map((minute) => nextTry(window, later(TEN, minute)).getTime() - later(TEN, minute).getTime());
        expect(gaps).toEqual(gaps.toSorted((a, b) => b - a));
      },
    ),
  );
});

test('always later than now, inside the hours of the clock, and as long as there are five minutes, before the deadline', () => {
  fc.assert(
    fc.property(anyWindow, ({ window, at }) => {
      const next = nextTry(window, at);
      expect(next.getTime()).toBeGreaterThanOrEqual(at.getTime() + MINUTE);
      if (window.clock === 'business')
        expect(isOpen(window.calendar, new Date(next.getTime() - 1))).toBe(true);
      else if (window.respondBy.getTime() - at.getTime() >= 5 * MINUTE)
        expect(next.getTime()).toBeLessThan(window.respondBy.getTime());
    }),
  );
});
