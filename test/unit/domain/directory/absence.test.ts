import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { overlap, readAbsence } from '../../../../src/domain/oncall/engineers/absence.ts';

const rules = {
  timezone: 'Europe/Berlin',
  engineers: new Set(['tessa']),
  now: new Date('2026-03-20T09:00:00Z'),
};
const read = (from: string, until: string, engineer = 'tessa') =>
  readAbsence({ engineer, from, until }, rules);

test('days are whole ones of the house, the last one included, also when the clocks change', () => {
  expect(read('2026-03-28', '2026-03-29').span).toMatchObject({
    from: new Date('2026-03-27T23:00:00Z'),
    until: new Date('2026-03-29T22:00:00Z'),
  });
  expect(read('2026-03-28T12:00', '2026-03-28T13:30').span).toMatchObject({
    from: new Date('2026-03-28T11:00:00Z'),
    until: new Date('2026-03-28T12:30:00Z'),
  });
});

describe('a time that comes twice, or not at all, is the one that schedules take it for', () => {
  // what the clocks show today must not matter
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  test.each(['2026-03-20T09:00:00Z', '2026-07-20T09:00:00Z'])('on %s', (now) => {
    vi.setSystemTime(now);
    const azores = { ...rules, now: new Date(now), timezone: 'Atlantic/Azores' };
    const readIn = (timezone: string, from: string, until: string) =>
      readAbsence({ engineer: 'tessa', from, until }, { ...azores, timezone }).span;
    expect(readIn('Europe/Berlin', '2026-10-25T02:30', '2026-10-26')?.from).toEqual(
      new Date('2026-10-25T00:30:00Z'),
    );
    // who is off until half past two is so until the second one
    expect(readIn('Europe/Berlin', '2026-10-24T18:00', '2026-10-25T02:30')?.until).toEqual(
      new Date('2026-10-25T01:30:00Z'),
    );
    // midnight comes twice there
    expect(readIn('Atlantic/Azores', '2026-10-23', '2026-10-24')?.until).toEqual(
      new Date('2026-10-25T00:00:00Z'),
    );
    // and is left out there
    expect(readIn('America/Santiago', '2026-09-06', '2026-09-06')).toMatchObject({
      from: new Date('2026-09-06T04:00:00Z'),
      until: new Date('2026-09-07T03:00:00Z'),
    });
  });
});

test.each([
  ['2026-02-29', '2026-04-01', 'from'],
  ['2026-04-01', '01.04.2026', 'until'],
  ['', '2026-04-01', 'from'],
  ['2026-04-02', '2026-04-01', 'order'],
  ['2026-04-01T12:00', '2026-04-01T12:00', 'order'],
  // the clocks leave this hour out
  ['2026-03-29T02:10', '2026-03-29T02:50', 'skipped'],
  ['2026-03-29T02:50', '2026-03-29T02:10', 'order'],
  ['2026-03-01', '2026-03-19', 'past'],
  ['2026-04-01', '2027-04-03', 'far'],
])('from %s until %s is none: %s', (from, until, fault) => {
  expect(read(from, until).fault).toBe(fault);
});

test('nobody is away whom nobody knows', () => {
  expect(read('2026-04-01', '2026-04-02', 'nobody').fault).toBe('engineer');
});

const span = fc
  .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 50 }))
  .map(([from, length]) => ({ from: new Date(from), until: new Date(from + length) }));

test('two times overlap where an instant is in both', () => {
  const isIn = (one: { from: Date; until: Date } | null, at: number) =>
    one !== null && one.from.getTime() <= at && at < one.until.getTime();
  fc.assert(
    fc.property(span, span, fc.integer({ min: 0, max: 150 }), (one, other, at) => {
      expect(isIn(overlap(one, other), at)).toBe(isIn(one, at) && isIn(other, at));
    }),
  );
});
