import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideListening,
  MAX_ANNOUNCING_MS,
  standingOf,
} from '../../../../src/domain/listening/decide-listening.ts';

const WANTED_AT = new Date('2026-11-23T09:00:00Z');
const later = (ms: number) => new Date(WANTED_AT.getTime() + ms);
const none = { fetchedAt: null, endedAt: null, failedAt: null, wantedAt: WANTED_AT };

describe('an announcement was made', () => {
  it('once its words were fetched and said to the end, and while the engineer is there', () => {
    const made = { ...none, fetchedAt: later(500), endedAt: later(3_000) };
    expect(standingOf(made, later(3_000))).toBe('made');
    expect(standingOf(made, later(3_000), false)).toBe('under-way');
    expect(standingOf(made, later(MAX_ANNOUNCING_MS), false)).toBe('failed');
  });

  it('never without both, whatever comes in which order and however late', () => {
    const instant = fc.option(fc.integer({ min: 0, max: 2 * MAX_ANNOUNCING_MS }).map(later));
    const rows = fc.record({ fetchedAt: instant, endedAt: instant, failedAt: instant });
    fc.assert(
      fc.property(rows, fc.nat(3 * MAX_ANNOUNCING_MS), fc.boolean(), (row, ms, isThere) => {
        const standing = standingOf({ ...row, wantedAt: WANTED_AT }, later(ms), isThere);
        const isMade = row.fetchedAt !== null && row.endedAt !== null && row.failedAt === null && isThere;
        expect(standing === 'made').toBe(isMade);
        // nobody waits for ever
        if (ms >= MAX_ANNOUNCING_MS) expect(standing).not.toBe('under-way');
      }),
    );
  });
});

describe('somebody is rung to listen', () => {
  const rows = {
    isAllowed: true,
    talk: { id: 'talk' },
    talking: ['+4915228817386', null],
    listener: null,
    phones: ['+493023125000', '+493023125001'],
  };

  it('on the phone they wish, or the first', () => {
    expect(decideListening(rows, null)).toEqual({ phone: '+493023125000', attemptId: 'talk' });
    expect(decideListening(rows, '+493023125001')).toEqual({ phone: '+493023125001', attemptId: 'talk' });
  });

  it.each([
    [{ isAllowed: false }, null, 'listening-off'],
    [{ talk: null }, null, 'no-talk'],
    [{ listener: { id: 'somebody' } }, null, 'listened'],
    [{ phones: [] }, null, 'no-number'],
    [{}, '+4930999', 'no-number'],
    [{ phones: ['+4915228817386'] }, null, 'in-talk'],
  ])('or not: %o, %s', (given, phone, refused) => {
    expect(decideListening({ ...rows, ...given }, phone)).toEqual({ refused });
  });
});
