import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { wallClock, whichOfTwo } from '../../../../src/domain/calendar/wall-clock.ts';

const at = (text: string, zone = 'Europe/Berlin') => whichOfTwo(wallClock(zone), Date.parse(text));

describe('which of the two times it is', () => {
  it('is told in the hour that comes twice, from its first instant to its last, and nowhere else', () => {
    expect(at('2026-10-24T23:59:59.999Z')).toBeNull();
    expect(at('2026-10-25T00:00:00Z')).toBe('first');
    expect(at('2026-10-25T00:59:59.999Z')).toBe('first');
    expect(at('2026-10-25T01:00:00Z')).toBe('second');
    expect(at('2026-10-25T01:59:59.999Z')).toBe('second');
    expect(at('2026-10-25T02:00:00Z')).toBeNull();
  });

  it('is what luxon finds of the same time', () => {
    const zone = fc.constantFrom(
      'Europe/Berlin',
      'Australia/Lord_Howe',
      'America/Havana',
      'Africa/Cairo',
      'UTC',
    );
    const nearChange = fc.constantFrom('2026-10-25', '2026-11-01', '2026-04-05', '2026-10-30', '2026-03-29');
    const minute = fc.integer({ min: -1_440, max: 2_880 });
    fc.assert(
      fc.property(zone, nearChange, minute, (name, day, minutes) => {
        const ms = Date.parse(day) + minutes * 60_000;
        const times = DateTime.fromMillis(ms, { zone: name })
          .getPossibleOffsets()
          .map((one) => one.toMillis());
        const expected = times.length < 2 ? null : ms === Math.min(...times) ? 'first' : 'second';
        expect(whichOfTwo(wallClock(name), ms)).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
  });
});
