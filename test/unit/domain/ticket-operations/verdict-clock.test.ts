import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileCalendar } from '../../../../src/domain/calendar/calendar.ts';
import {
  remindUnhurried,
  waitForVerdict,
} from '../../../../src/domain/ticket-operations/signature/verdict-clock.ts';
import { weekly } from '../calendar/calendars.ts';
import { anyWindow, later, MINUTE, windowOf } from '../paging/windows.ts';

const TEN = '2026-11-23T09:00:00Z';

test('a quarter of what is left to be reminded, half of it to be called', () => {
  expect(waitForVerdict(windowOf(TEN, 'PT4H'), later(TEN, 40))).toEqual({
    remindAt: later(TEN, 90),
    callAt: later(TEN, 140),
  });
});

test('the reminder comes before the call, the call before the deadline, unless there is hardly time to update', () => {
  fc.assert(
    fc.property(anyWindow, ({ window, at }) => {
      const { remindAt, callAt } = waitForVerdict(window, at);
      expect(remindAt.getTime()).toBeGreaterThanOrEqual(at.getTime() + 5 * MINUTE);
      expect(callAt.getTime()).toBeGreaterThan(remindAt.getTime());
      expect(callAt.getTime()).toBeLessThanOrEqual(
        Math.max(window.respondBy.getTime(), at.getTime() + 10 * MINUTE),
      );
    }),
  );
});

test('where no clock runs any more the reminder waits for the office', () => {
  const window = windowOf(TEN, 'PT4H');
  expect(remindUnhurried(window, later(TEN, 0))).toEqual(later(TEN, 240));
  expect(remindUnhurried(window, new Date('2026-11-23T16:00:00Z'))).toEqual(new Date('2026-11-24T08:00:00Z'));
  // one that never closes wakes nobody
  const calendar = compileCalendar(weekly({ 'mon-sun': '00:00-24:00' }));
  expect(remindUnhurried({ calendar }, new Date('2026-11-23T21:00:00Z'))).toEqual(
    new Date('2026-11-24T06:00:00Z'),
  );
});
