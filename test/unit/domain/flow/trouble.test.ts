import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addFailure,
  hasWaitedEnough,
  readTrouble,
  type Trouble,
  writeTrouble,
} from '../../../../src/domain/flow/trouble.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
const ADDRESSES = ['/twilio/voice/incoming', 'https://hotline.example/twilio/voice/input/pin?v=3'];

const read = (address: string, now = NOW) =>
  readTrouble(new URL(address, 'https://x.example').searchParams, now);

test('a leg that was never in trouble has plain addresses', () => {
  for (const address of ADDRESSES) {
    expect(writeTrouble(address, null)).toBe(address);
    expect(read(address)).toBeNull();
  }
});

test('however often and whenever it fails, by whatever addresses it comes, a leg waits three times and no longer than half a minute', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 40_000 }), { minLength: 4, maxLength: 4 }),
      fc.constantFrom(...ADDRESSES),
      (pausesMs, address) => {
        let now = NOW;
        let trouble: Trouble | null = null;
        let waited = 0;
        for (const pauseMs of pausesMs) {
          if (hasWaitedEnough(trouble, now)) break;
          const next = addFailure(trouble, now);
          waited = now.getTime() - NOW.getTime();
          now = new Date(now.getTime() + pauseMs);
          trouble = read(writeTrouble(address, next), now);
          expect(trouble).toEqual(next);
        }
        expect(hasWaitedEnough(trouble, now)).toBe(
          trouble?.tries === 3 || now.getTime() - NOW.getTime() >= 25_000,
        );
        expect(waited).toBeLessThan(25_000);
      },
    ),
  );
});

test('strange addresses bring nobody into a loop', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (retry, since) => {
      let trouble = readTrouble(new URLSearchParams({ retry, since }), NOW);
      for (let tries = 0; tries < 3; tries += 1) trouble = addFailure(trouble, NOW);
      expect(hasWaitedEnough(trouble, NOW)).toBe(true);
    }),
  );
  expect(read('/twilio/voice/incoming?retry=1e999&since=1e999')).toEqual({ tries: 3, since: NOW });
  expect(read('/twilio/voice/incoming?retry=-1')).toBeNull();
});
