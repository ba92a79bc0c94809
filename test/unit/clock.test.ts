import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { clockHasJumped, followClock, now } from '../../src/platform/clock.ts';

const HOST = new Date('2026-11-23T09:00:00Z');
const MINUTES = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: HOST });
});
afterEach(async () => {
  await followClock(async () => Date.now());
  vi.useRealTimers();
});

test.each([
  ['behind', 2 * MINUTES],
  ['ahead', -2 * MINUTES],
])("a host two minutes %s goes by the database's clock", async (_, offset) => {
  expect(await followClock(async () => Date.now() + offset)).toBe(offset);
  expect(now()).toEqual(new Date(HOST.getTime() + offset));
  vi.setSystemTime(HOST.getTime() + 30 * MINUTES);
  expect(now()).toEqual(new Date(HOST.getTime() + 30 * MINUTES + offset));
});

test('what the way there and back may explain is no difference', async () => {
  expect(await followClock(async () => Date.now() + 200)).toBe(0);
  const slowly = async () => {
    const shared = Date.now() + 900;
    vi.setSystemTime(Date.now() + 1_000);
    return shared;
  };
  expect(await followClock(slowly)).toBe(0);
});

test('a clock that was set right is followed no longer', async () => {
  await followClock(async () => Date.now() + 2 * MINUTES);
  expect(await followClock(async () => Date.now())).toBe(0);
  expect(now()).toEqual(HOST);
});

test('a database that does not answer changes nothing', async () => {
  await followClock(async () => Date.now() + 2 * MINUTES);
  await expect(followClock(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  expect(now()).toEqual(new Date(HOST.getTime() + 2 * MINUTES));
});

test.each([60 * MINUTES, -60 * MINUTES])(
  'a clock that is moved by %i ms is noticed until it is held against the shared one',
  async (moved) => {
    await followClock(async () => Date.now());
    expect(clockHasJumped()).toBe(false);
    vi.setSystemTime(HOST.getTime() + moved);
    expect([clockHasJumped(), clockHasJumped()]).toEqual([true, true]);
    expect(await followClock(async () => HOST.getTime())).toBe(-moved);
    expect(clockHasJumped()).toBe(false);
    expect(now()).toEqual(HOST);
  },
);
