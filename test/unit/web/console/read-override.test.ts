import { expect, test } from 'vitest';
import { readOverride } from '../../../../src/web/console/schedules/read-override.ts';

const rules = {
  timezone: 'Europe/Berlin',
  engineers: new Set(['anna']),
  // 10:30 in Berlin
  now: new Date('2026-11-23T09:30:40Z'),
};
const read = (from: string, until: string, engineer = 'anna') =>
  readOverride({ engineer, from, until }, rules);

test('an override ahead is taken as it was typed', () => {
  const override = { engineer: 'anna', from: '2026-12-24T08:00', until: '2026-12-27T08:00' };
  expect(read(override.from, override.until)).toEqual({ override });
});

test('the whole of the hour that comes twice may be taken', () => {
  const override = { engineer: 'anna', from: '2027-10-31T02:00', until: '2027-10-31T03:00' };
  expect(read(override.from, override.until)).toEqual({ override });
});

test('one that is said to have begun begins now: what has been stays', () => {
  expect(read('2026-11-20T08:00', '2026-11-24T08:00').override?.from).toBe('2026-11-23T10:30');
});

test.each([
  ['2026-12-24T08:00', '2026-12-24T09:00', 'ben', 'engineer'],
  ['24.12.', '2026-12-24T09:00', 'anna', 'from'],
  ['', '2026-12-24T09:00', 'anna', 'from'],
  ['2026-12-24T08:00', '2026-02-30T09:00', 'anna', 'until'],
  ['2026-12-24T08:00', '2026-12-24T08:00', 'anna', 'order'],
  ['2026-11-20T08:00', '2026-11-23T10:30', 'anna', 'past'],
  ['2027-03-28T02:30', '2027-03-28T09:00', 'anna', 'skipped'],
  ['2027-10-31T02:30', '2027-10-31T09:00', 'anna', 'twice'],
  ['2027-10-30T20:00', '2027-10-31T02:45', 'anna', 'twice'],
  ['2026-12-24T08:00', '2099-12-24T08:00', 'anna', 'far'],
])('from %s until %s by %s is refused: %s', (from, until, engineer, fault) => {
  expect(read(from, until, engineer)).toEqual({ fault });
});
