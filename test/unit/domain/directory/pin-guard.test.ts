import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type GuardKind,
  isSpent,
  isUntold,
  nextTryAt,
  type PinCount,
  withWrong,
} from '../../../../src/domain/customers/pin-guard.ts';

const NINE = new Date('2026-11-23T09:00:00Z');
const later = (seconds: number, from = NINE) => new Date(from.getTime() + seconds * 1000);

/** So many different wrong PINs at one instant. */
function wrongAtOnce(kind: GuardKind, wrong: number, now = NINE, before: PinCount | null = null): PinCount {
  let count = before;
  for (let number = 0; number < wrong; number += 1) count = withWrong(kind, count, number, now) ?? count;
  if (!count) throw new Error('nothing was counted');
  return count;
}

describe('a budget of wrong PINs', () => {
  it.each([
    ['contact', 6],
    ['phones', 30],
    ['customer', 20],
  ] as const)('of %s is spent with %i, and has one more a minute later', (kind, budget) => {
    const { clearAt } = wrongAtOnce(kind, budget - 1);
    expect(isSpent(kind, clearAt, NINE)).toBe(false);
    const spent = wrongAtOnce(kind, budget);
    expect(isSpent(kind, spent.clearAt, later(59.999))).toBe(true);
    expect(isSpent(kind, spent.clearAt, later(60))).toBe(false);
    expect(nextTryAt(kind, spent.clearAt)).toEqual(later(60));
    expect(spent.spentAt).toEqual(NINE);
  });

  it('counts the same PIN once, until all is paid for', () => {
    const once = withWrong('contact', null, 4711, NINE);
    expect(withWrong('contact', once, 4711, later(59))).toBeNull();
    expect(withWrong('contact', once, 4712, later(59))?.wrong).toBe(2);
    expect(withWrong('contact', once, 4711, later(60))).toMatchObject({
      wrong: 1,
      since: later(60),
      digests: [4711],
    });
  });

  it('is told of even if it is paid for by then, once', () => {
    const spent = wrongAtOnce('phones', 30);
    const anew = withWrong('phones', spent, 1, later(3600));
    expect(anew).toMatchObject({ wrong: 31, since: NINE, spentAt: NINE });
    expect(isUntold({ spentAt: NINE, toldAt: null })).toBe(true);
    const told = withWrong('phones', { ...spent, toldAt: later(300) }, 1, later(3600));
    expect(told && isUntold(told)).toBe(false);
  });

  it.each([
    ['contact', 120],
    ['phones', 120],
    ['customer', 80],
  ] as const)('of %s lets whoever waited try far beyond it, and not for ever', (kind, furthest) => {
    expect(isSpent(kind, wrongAtOnce(kind, furthest - 1).clearAt, NINE, true)).toBe(false);
    expect(isSpent(kind, wrongAtOnce(kind, furthest).clearAt, NINE, true)).toBe(true);
  });

  it('never takes more than it has: the burst, and one more a minute, whatever the rhythm', () => {
    const pauses = fc.array(fc.nat(90), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(pauses, (seconds) => {
        let count: PinCount | null = null;
        let now = NINE;
        let looked = 0;
        for (const [index, pause] of seconds.entries()) {
          now = later(pause, now);
          if (count && isSpent('contact', count.clearAt, now)) continue;
          count = withWrong('contact', count, index, now) ?? count;
          looked += 1;
        }
        const minutes = (now.getTime() - NINE.getTime()) / 60_000;
        expect(looked).toBeLessThanOrEqual(6 + minutes);
      }),
    );
  });
});
