import { expect, it } from 'vitest';
import { createKnownBrowsers, KNOWN_MS } from '../../../../src/domain/users/known-browser.ts';

const NINE = new Date('2026-11-23T09:00:00Z');
const browsers = createKnownBrowsers('a secret of this installation');

it('a browser is known for the logins that were used there, each by one name, and for no other', () => {
  const first = browsers.remember(undefined, 'anna', NINE);
  const both = browsers.remember(first, 'ben', NINE);
  const again = browsers.remember(both, 'anna', NINE);
  const name = browsers.recognise(first, 'anna', NINE);
  expect(name).toMatch(/^[0-9a-f-]{36}$/);
  expect(browsers.recognise(again, 'anna', NINE)).toBe(name);
  expect(browsers.recognise(again, 'ben', NINE)).not.toBe(name);
  expect(browsers.recognise(again, 'carla', NINE)).toBeNull();
  expect(again.split('.')).toHaveLength(2);
});

it('is forgotten after half a year, and when too many others were there since', () => {
  let kept = browsers.remember(undefined, 'anna', NINE);
  expect(browsers.recognise(kept, 'anna', new Date(NINE.getTime() + KNOWN_MS - 1))).not.toBeNull();
  expect(browsers.recognise(kept, 'anna', new Date(NINE.getTime() + KNOWN_MS))).toBeNull();
  for (const login of ['b', 'c', 'd', 'e', 'f']) kept = browsers.remember(kept, login, NINE);
  expect(browsers.recognise(kept, 'anna', NINE)).toBeNull();
  expect(kept.length).toBeLessThan(1_500);
});

it.each(['', '.', '....', 'x', 'a.b.c.d.e.f', 'A'.repeat(10_000), '"', '\u0000', '.'.repeat(100_000)])(
  'a cookie that we never set, %#, says nothing and breaks nothing',
  (kept) => {
    expect(browsers.recognise(kept, 'anna', NINE)).toBeNull();
    expect(browsers.recognise(browsers.remember(kept, 'anna', NINE), 'anna', NINE)).not.toBeNull();
  },
);

it('nobody makes one without the key of this installation', () => {
  const foreign = createKnownBrowsers('another secret').remember(undefined, 'anna', NINE);
  expect(browsers.recognise(foreign, 'anna', NINE)).toBeNull();
});
