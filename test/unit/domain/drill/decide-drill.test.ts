import { expect, test } from 'vitest';
import { decideDrill, decideDrillNews, dueAfter } from '../../../../src/domain/drill/decide-drill.ts';
import type { Drill } from '../../../../src/domain/drill/drill.ts';

const HOUR = 3_600_000;
const at = (time: string) => new Date(`2026-11-23T${time}Z`);

/** Placed at nine, the next one due an hour later. */
const DRILL: Drill = {
  id: 'd',
  begunAt: at('09:00:00'),
  dueAgainAt: at('10:00:00'),
  placedAt: at('09:00:01'),
  rangAt: null,
  endedAt: null,
  fault: null,
  told: false,
};
const CAME_THROUGH = { ...DRILL, endedAt: at('09:00:09') };

test('the first is due at once', () => {
  expect(decideDrill(null, at('09:00:00'), HOUR)).toEqual({ act: 'begin', dueAgainAt: at('10:00:00') });
});

test.each([
  ['is waited for', DRILL, '09:00:59', { act: 'wait', until: at('09:01:00') }],
  ['has not rung', DRILL, '09:01:00', { act: 'end', id: 'd', fault: 'not-rung' }],
  [
    'was not heard',
    { ...DRILL, rangAt: at('09:00:03') },
    '09:01:00',
    { act: 'end', id: 'd', fault: 'not-keyed' },
  ],
  ['was begun by a clock that has been set back', DRILL, '08:00:00', { act: 'drop', id: 'd' }],
  ['was never asked for', { ...DRILL, placedAt: null }, '09:01:00', { act: 'drop', id: 'd' }],
  [
    'was left alone until the next one was due, as where DRILL_NUMBER was taken away',
    { ...DRILL, rangAt: at('09:00:03') },
    '10:00:00',
    { act: 'drop', id: 'd' },
  ],
  [
    'rang although its answer stayed out',
    { ...DRILL, placedAt: null, rangAt: at('09:00:03') },
    '09:01:00',
    { act: 'end', id: 'd', fault: 'not-keyed' },
  ],
])('one under way %s', (_what, drill, now, act) => {
  expect(decideDrill(drill, at(now), HOUR)).toEqual(act);
});

test('the next one is due when it was said, or sooner where the interval was made shorter since', () => {
  expect(decideDrill(CAME_THROUGH, at('09:59:59'), HOUR)).toEqual({ act: 'wait', until: at('10:00:00') });
  expect(decideDrill(CAME_THROUGH, at('10:00:00'), HOUR)).toMatchObject({ act: 'begin' });
  expect(decideDrill(CAME_THROUGH, at('09:10:00'), HOUR / 6)).toMatchObject({ act: 'begin' });
  expect(decideDrill(CAME_THROUGH, at('09:30:00'), 9 * HOUR)).toEqual({ act: 'wait', until: at('10:00:00') });
});

test('after one that failed the next comes soon, never later than it was due anyway', () => {
  expect(dueAfter(DRILL, null, at('09:01:00'))).toEqual(at('10:00:00'));
  expect(dueAfter(DRILL, 'not-rung', at('09:01:00'))).toEqual(at('09:03:00'));
  expect(dueAfter({ ...DRILL, dueAgainAt: at('09:02:00') }, 'not-rung', at('09:01:00'))).toEqual(
    at('09:02:00'),
  );
});

test.each([
  ['the first that fails is nobody told of', 'not-rung', [], null],
  ['the second is', 'not-keyed', [{ told: false }], 'failed'],
  ['the third is not told again', 'not-keyed', [{ told: false }, { told: true }], null],
  ['one that comes through is no news', null, [], null],
  ['nor after a hiccup that nobody heard of', null, [{ told: false }], null],
  ['but after an outage that was told', null, [{ told: false }, { told: true }], 'through-again'],
] as const)('%s', (_what, fault, before, news) => {
  const isFailureTold = before.some(({ told }) => told);
  expect(decideDrillNews(fault, before, isFailureTold)).toBe(news);
});

test('what was told before a time without drills is told anew, and its end is told however late', () => {
  const before = [{ told: false }];
  expect(decideDrillNews('not-rung', before, true)).toBe('failed');
  expect(decideDrillNews('not-rung', [], true)).toBeNull();
  expect(decideDrillNews(null, [], true)).toBe('through-again');
});

test('one that a clock which was ahead has ended tomorrow puts off none of today', () => {
  expect(decideDrill(CAME_THROUGH, at('08:00:00'), HOUR)).toEqual({
    act: 'begin',
    dueAgainAt: at('09:00:00'),
  });
});
