import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  decideFloodBegin,
  decideFloodEnd,
  floodSince,
  inPeaceSince,
} from '../../../../src/domain/paging/decide-flood.ts';
import { later } from './windows.ts';

const now = new Date('2026-11-23T09:00:00Z');
const limits = { perHour: 10 };

describe('tickets of callers who cannot say who they are', () => {
  it('are a flood with the first that is too many: the supervisors are told, and it is looked at again', () => {
    expect(decideFloodBegin(9, limits, now)).toBeNull();
    expect(decideFloodBegin(10, limits, now)).toEqual({
      change: 'begins',
      told: { text: 'flood', count: 11 },
      lookAt: later(now, 10),
    });
  });

  it('are one until their rate has halved: then the supervisors read how many are left', () => {
    expect(decideFloodEnd({ since: 6, open: 20 }, limits, now)).toEqual({
      change: 'goes-on',
      told: null,
      lookAt: later(now, 10),
    });
    expect(decideFloodEnd({ since: 5, open: 20 }, limits, now)).toEqual({
      change: 'is-over',
      told: { text: 'flood-over', count: 20 },
      lookAt: null,
    });
  });

  it('are counted over an hour, and a phone that rang about them is left in peace for a quarter of one', () => {
    expect(floodSince(now)).toEqual(later(now, -60));
    expect(inPeaceSince(now)).toEqual(later(now, -15));
  });
});

test('a flood that has just begun is not over at the same rate', () => {
  fc.assert(
    fc.property(fc.nat({ max: 500 }), fc.integer({ min: 1, max: 200 }), (since, perHour) => {
      const begun = decideFloodBegin(since, { perHour }, now);
      const looked = decideFloodEnd({ since: since + 1, open: since + 1 }, { perHour }, now);
      if (begun) expect(looked.change).toBe('goes-on');
      // whatever is told, somebody looks again until it is over
      expect(looked.lookAt === null).toBe(looked.change === 'is-over');
      expect(looked.told === null).toBe(looked.change === 'goes-on');
    }),
  );
});
