import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCalendar } from '../../../../src/domain/calendar/calendar.ts';
import {
  elapsedShare,
  promiseWindow,
  type ResponseTarget,
  remainingMs,
  respondBy,
  responseTargetFault,
  responseTargetMs,
  waitsUntil,
  windowInstant,
} from '../../../../src/domain/calendar/response-target.ts';
import { at, HOUR_MS, munich, shown, weekly } from './calendars.ts';

const office = compileCalendar(munich);
const critical: ResponseTarget = { within: 'PT30M', clock: 'always' };
const medium: ResponseTarget = { within: 'PT6H', clock: 'business' };

describe('a target that means nothing is refused', () => {
  it.each<[string, ResponseTarget, RegExp]>([
    ['other words', { within: 'six hours', clock: 'business' }, /no ISO 8601 duration; write it like PT30M/],
    ['nothing', { within: '', clock: 'always' }, /no ISO 8601 duration/],
    ['a month', { within: 'P1M', clock: 'always' }, /no fixed length/],
    ['a business day', { within: 'P1D', clock: 'business' }, /counts days.*write it in hours/],
    ['a business week', { within: 'P1W', clock: 'business' }, /counts days/],
    ['less than nothing', { within: '-PT5M', clock: 'always' }, /negative/],
  ])('%s', (_, target, expected) => {
    expect(responseTargetFault(target)).toMatch(expected);
    expect(() => respondBy(target, office, at('2026-10-05T12:00'))).toThrow(expected);
  });

  it('a good one has no fault and a length', () => {
    expect(responseTargetFault(medium)).toBeUndefined();
    expect(responseTargetMs(medium)).toBe(6 * HOUR_MS);
    expect(responseTargetMs({ within: 'PT1.5H', clock: 'business' })).toBe(1.5 * HOUR_MS);
    expect(responseTargetMs({ within: 'P1DT1H', clock: 'always' })).toBe(25 * HOUR_MS);
  });
});

describe('a critical case, around the clock', () => {
  it('is due thirty minutes after the first ring, at night and on Christmas Day too', () => {
    const window = respondBy(critical, office, at('2026-12-25T03:10'));
    expect(shown(window.windowFrom)).toBe('2026-12-25T03:10+01:00');
    expect(shown(window.respondBy)).toBe('2026-12-25T03:40+01:00');
  });

  it('elapsed time is real time across a change of the clock', () => {
    const fourHours: ResponseTarget = { within: 'PT4H', clock: 'always' };
    expect(shown(respondBy(fourHours, office, at('2026-03-29T00:00')).respondBy)).toBe(
      '2026-03-29T05:00+02:00',
    );
    expect(shown(respondBy(fourHours, office, at('2026-10-25T00:00')).respondBy)).toBe(
      '2026-10-25T03:00+01:00',
    );
    const day: ResponseTarget = { within: 'P1D', clock: 'always' };
    expect(shown(respondBy(day, office, at('2026-10-24T17:00')).respondBy)).toBe('2026-10-25T16:00+01:00');
  });
});

describe('a medium case, on the business clock', () => {
  it('reported on Saturday, its window begins on Monday at nine', () => {
    const window = respondBy(medium, office, at('2026-10-10T12:00'));
    expect(shown(window.windowFrom)).toBe('2026-10-12T09:00+02:00');
    expect(shown(window.respondBy)).toBe('2026-10-12T15:00+02:00');
  });

  it('a target of no length is due when the window begins', () => {
    const none: ResponseTarget = { within: 'PT0S', clock: 'business' };
    for (const start of ['2026-10-10T12:00', '2026-10-09T18:00']) {
      const window = respondBy(none, office, at(start));
      expect(shown(window.respondBy)).toBe('2026-10-12T09:00+02:00');
      expect(window.windowFrom).toEqual(window.respondBy);
    }
  });
});

describe('places in a window, for the paging plan', () => {
  // 1.5 hours on Thursday evening, 4.5 on Friday
  const window = respondBy(medium, office, at('2026-10-08T16:30'));
  const place = (share: number) => shown(windowInstant(window, { share }));

  it('stand at a share of it, on its own clock', () => {
    expect(place(0)).toBe('2026-10-08T16:30+02:00');
    expect(place(0.1)).toBe('2026-10-08T17:06+02:00');
    expect(place(0.25)).toBe('2026-10-08T18:00+02:00');
    expect(place(0.5)).toBe('2026-10-09T10:30+02:00');
    expect(place(1)).toBe('2026-10-09T13:30+02:00');
  });

  it('or at a duration, which may lie beyond the deadline', () => {
    expect(shown(windowInstant(window, { durationMs: 2 * HOUR_MS }))).toBe('2026-10-09T09:30+02:00');
    expect(shown(windowInstant(window, { durationMs: 11 * HOUR_MS }))).toBe('2026-10-12T09:30+02:00');
  });

  it('half of thirty minutes is a quarter of an hour', () => {
    const short = respondBy(critical, office, at('2026-10-10T23:50'));
    expect(shown(windowInstant(short, { share: 0.5 }))).toBe('2026-10-11T00:05+02:00');
    expect(shown(windowInstant(short, { durationMs: 300_000 }))).toBe('2026-10-10T23:55+02:00');
  });

  it('time left stands still at night and goes below nothing when the deadline has passed', () => {
    const left = (now: string) => remainingMs(window, at(now)) / HOUR_MS;
    expect(left('2026-10-08T16:30')).toBe(6);
    expect(left('2026-10-08T18:00')).toBe(4.5);
    expect(left('2026-10-09T09:00')).toBe(4.5);
    expect(left('2026-10-09T13:30')).toBe(0);
    expect(left('2026-10-12T09:30')).toBe(-5);
  });

  it('the share spent begins at nothing and is one at the deadline', () => {
    const share = (now: string) => elapsedShare(window, at(now));
    expect(share('2026-10-07T12:00')).toBe(0);
    expect(share('2026-10-09T03:00')).toBe(0.25);
    expect(share('2026-10-09T13:30')).toBe(1);
    expect(share('2026-10-12T10:30')).toBe(2);
  });

  it('a window of no length is spent as soon as it begins', () => {
    const none = respondBy({ within: 'PT0S', clock: 'always' }, office, at('2026-10-05T12:00'));
    expect(elapsedShare(none, at('2026-10-05T11:59'))).toBe(0);
    expect(elapsedShare(none, at('2026-10-05T12:00'))).toBe(1);
    expect(windowInstant(none, { share: 0.5 })).toEqual(at('2026-10-05T12:00'));
  });

  it('the share spent at a share of the window is that share', () => {
    const start = fc
      .integer({ min: 0, max: 365 * 24 * 60 })
      .map((minute) => new Date(Date.UTC(2026, 0, 1, 0, minute)));
    fc.assert(
      fc.property(
        start,
        fc.constantFrom(critical, medium),
        fc.integer({ min: 0, max: 100 }),
        (from, target, percent) => {
          const any = respondBy(target, office, from);
          const then = windowInstant(any, { share: percent / 100 });
          expect(elapsedShare(any, then)).toBeCloseTo(percent / 100, 6);
          expect(then >= any.windowFrom && then <= any.respondBy).toBe(true);
        },
      ),
    );
  });
});

describe('a calendar that does not open for long enough', () => {
  const aMinuteAWeek = compileCalendar(weekly({ mon: '09:00-09:01' }));
  const called = at('2026-10-05T12:00');

  it('promises elapsed time of the same length, and no other does', () => {
    const never: ResponseTarget = { within: 'PT9H', clock: 'business' };
    expect(() => respondBy(never, aMinuteAWeek, called)).toThrow(/do not suffice/);
    const promised = promiseWindow(never, aMinuteAWeek, called);
    expect(promised).toMatchObject({
      clock: 'always',
      windowFrom: called,
      respondBy: at('2026-10-05T21:00'),
    });
    const slow: ResponseTarget = { within: 'PT2M', clock: 'business' };
    expect(promiseWindow(slow, aMinuteAWeek, called)).toEqual(respondBy(slow, aMinuteAWeek, called));
    expect(promiseWindow(medium, office, called)).toEqual(respondBy(medium, office, called));
  });

  it('holds up nothing once it has closed for good', () => {
    const last = at('2099-12-28T09:00');
    const window = respondBy({ within: 'PT1M', clock: 'business' }, aMinuteAWeek, last);
    const after = at('2099-12-29T12:00');
    expect(waitsUntil(window, after)).toBeNull();
    expect(windowInstant({ ...window, windowFrom: after }, { durationMs: HOUR_MS })).toEqual(
      at('2099-12-29T13:00'),
    );
  });
});
