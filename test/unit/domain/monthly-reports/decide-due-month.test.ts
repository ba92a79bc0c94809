import { expect, test } from 'vitest';
import { decideDueMonth } from '../../../../src/domain/monthly-reports/decide-mail.ts';

const on = (day: number, local: string, meantFor = local) => {
  const at = (time: string) => new Date(`${time}+01:00`);
  const { month, dueAt } = decideDueMonth(day, 'Europe/Berlin', at(local), at(meantFor));
  return month && `${month} due ${dueAt.toISOString()}`;
};

test('the report of the last month is due on its day, at eight in the house, and for two weeks', () => {
  expect(on(3, '2026-12-03T07:59')).toBeNull();
  expect(on(3, '2026-12-03T08:00')).toBe('2026-11 due 2026-12-03T07:00:00.000Z');
  expect(on(3, '2026-12-17T07:59')).toBe('2026-11 due 2026-12-03T07:00:00.000Z');
  expect(on(3, '2026-12-17T08:00')).toBeNull();
});

test('one that is due late in a month is caught up with after its end, also over new year', () => {
  expect(on(28, '2026-12-28T08:00')).toBe('2026-11 due 2026-12-28T07:00:00.000Z');
  expect(on(28, '2027-01-02T10:00')).toBe('2026-11 due 2026-12-28T07:00:00.000Z');
  expect(on(28, '2027-01-11T08:00')).toBeNull();
});

test('after an outage of weeks the last one that became due in it is still sent', () => {
  expect(on(3, '2026-12-20T09:00', '2026-12-03T08:00')).toBe('2026-11 due 2026-12-03T07:00:00.000Z');
  expect(on(28, '2027-01-20T09:00', '2026-12-10T08:00')).toBe('2026-11 due 2026-12-28T07:00:00.000Z');
  expect(on(3, '2027-01-20T09:00', '2026-11-20T08:00')).toBe('2026-12 due 2027-01-03T07:00:00.000Z');
  expect(on(3, '2026-12-20T09:00', '2026-12-04T08:00'), 'it was looked on its day').toBeNull();
});
