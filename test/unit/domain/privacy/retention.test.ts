import { expect, test } from 'vitest';
import { isClockInDoubt } from '../../../../src/domain/privacy/retention.ts';

const NIGHT = new Date('2027-03-28T01:00:00Z');
const HOUR_MS = 3_600_000;
const hours = (count: number) => new Date(NIGHT.getTime() + count * HOUR_MS);

test.each([
  { what: 'the next night', now: hours(24), offsetMs: 0, doubted: false },
  { what: 'a night was missed, and another hour changed', now: hours(49), offsetMs: 0, doubted: false },
  { what: 'two were missed', now: hours(72), offsetMs: 0, doubted: true },
  { what: 'a year has passed in a night', now: hours(24 * 366), offsetMs: 0, doubted: true },
  { what: 'the clock was ahead the night before', now: hours(-24 * 365), offsetMs: 0, doubted: false },
  { what: 'this host is two minutes off', now: hours(24), offsetMs: 120_000, doubted: false },
  { what: 'this host says it is tomorrow', now: hours(24), offsetMs: -24 * HOUR_MS, doubted: true },
  { what: 'this host says it was yesterday', now: hours(24), offsetMs: 24 * HOUR_MS, doubted: true },
])(
  '$what: a clock by which things are deleted for good is doubted: $doubted',
  ({ now, offsetMs, doubted }) => {
    expect(isClockInDoubt(NIGHT, now, offsetMs)).toBe(doubted);
  },
);
