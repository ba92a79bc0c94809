import fc from 'fast-check';
import { expect, test } from 'vitest';
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

test.each([
  ['2026-02-29', '2026-04-01', 'from'],
  ['2026-04-01', '01.04.2026', 'until'],
  ['', '2026-04-01', 'from'],
  ['2026-04-02', '2026-04-01', 'order'],
  ['2026-04-01T12:00', '2026-04-01T12:00', 'order'],
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
