import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HotlineError } from '../../src/platform/errors.ts';
import { logFailure } from '../../src/platform/log-failure.ts';
import { rememberLog } from '../support/written-down.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const away = new HotlineError('database-unavailable', 'cut');
const busy = new HotlineError('carrier-busy', 'asked to wait');

function saying() {
  const { log, lines } = rememberLog();
  const said = () => lines.splice(0).map((line) => JSON.parse(line) as Record<string, unknown>);
  return { log, said };
}

test('what fails again and again is said three times a minute, and then how often it was', () => {
  const { log, said } = saying();
  for (let call = 1; call <= 20; call += 1) log.warn({ err: away, call }, 'not dialled yet');
  expect(said().map(({ call }) => call)).toEqual([1, 2, 3]);
  vi.advanceTimersByTime(60_000);
  expect(said()).toMatchObject([
    { level: 40, moreLikeThis: 17, msg: '17 more like this in the last minute: not dialled yet' },
  ]);
  log.warn({ err: away, call: 21 }, 'not dialled yet');
  vi.advanceTimersByTime(60_000);
  expect(said()).toMatchObject([{ call: 21 }]);
});

test('other words, another kind of work or another reason are something else', () => {
  const { log, said } = saying();
  for (let round = 0; round < 5; round += 1) {
    log.warn('Redis is away');
    log.warn({ kind: 'escalate', err: away }, 'due work failed');
    log.warn({ kind: 'deadline', err: away }, 'due work failed');
    log.warn({ kind: 'deadline', err: busy }, 'due work failed');
  }
  expect(said()).toHaveLength(12);
});

test('however many things are said, only so many are remembered, and the log stays short', () => {
  const { log, said } = saying();
  for (let one = 0; one < 10_000; one += 1) log.warn(`the ${one}th surprise`);
  expect(said().length).toBeLessThan(400);
});

test('what is to be acted on is never held back, and what everybody may know is not counted', () => {
  const { log, said } = saying();
  for (let round = 0; round < 10; round += 1) {
    logFailure(log, { err: busy }, 'the carrier rejected a call');
    log.info('a call');
  }
  expect(said()).toHaveLength(20);
});

test('a failure that the database is to blame for is a WARN: the outage is the one ERROR', () => {
  const { log, said } = saying();
  logFailure(log, { err: away }, 'a step failed');
  logFailure(log, { err: new Error('a fault of ours') }, 'a step failed');
  expect(said()).toMatchObject([{ level: 40 }, { level: 50 }]);
});
