import { describe, expect, it } from 'vitest';
import { decideHoldBack, mayWait } from '../../../../src/domain/paging/decide-hold-back.ts';
import { later } from './windows.ts';

const now = new Date('2026-11-23T09:00:00Z');
const mild = { verified: true, severity: 3 } as const;
const ago = (minutes: number, isInFlood = false) => ({ lastAt: later(now, -minutes), isInFlood });

describe('a page by SMS', () => {
  it('that is severe goes out at once, whoever was paged a moment ago', () => {
    for (const severity of [1, 2] as const) {
      expect(mayWait({ verified: true, severity })).toBe(false);
      expect(decideHoldBack({ verified: true, severity }, ago(0), now)).toBeNull();
    }
  });

  it('that is mild waits until a minute after the last one', () => {
    expect(mayWait(mild)).toBe(true);
    expect(decideHoldBack(mild, ago(0.25), now)).toEqual(later(now, 0.75));
    expect(decideHoldBack(mild, ago(1), now)).toBeNull();
    expect(decideHoldBack(mild, { lastAt: null, isInFlood: false }, now)).toBeNull();
  });

  it('about a ticket that anybody could have opened waits, too: in a flood for five minutes', () => {
    const unverified = { verified: false, severity: 1 } as const;
    expect(decideHoldBack(unverified, ago(0.5), now)).toEqual(later(now, 0.5));
    expect(decideHoldBack(unverified, ago(1, true), now)).toEqual(later(now, 4));
    expect(decideHoldBack(unverified, ago(5, true), now)).toBeNull();
  });
});
