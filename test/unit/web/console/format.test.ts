import { expect, test } from 'vitest';
import { formatFor } from '../../../../src/web/console/format.ts';

const now = new Date('2026-11-29T16:00:00Z');

test.each([
  ['2026-11-28T23:00:00Z', '2026-12-10T23:00:00Z', 'Sun 29 Nov – Thu 10 Dec'],
  ['2026-11-28T23:00:00Z', '2026-11-29T23:00:00Z', 'Sun 29 Nov'],
  // a day of 25 hours, and the turn of the year
  ['2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', 'Sun 25 Oct'],
  ['2026-12-23T23:00:00Z', '2027-01-03T23:00:00Z', 'Thu 24 Dec – 3 Jan 2027'],
  ['2026-11-29T11:00:00Z', '2026-11-30T23:00:00Z', '12:00 – Tue 1 Dec, 00:00'],
])('a time of whole days is written as its days: %s to %s', (from, until, written) => {
  const format = formatFor({ locale: 'en-GB' }, 'Europe/Berlin');
  expect(format.span({ from: new Date(from), until: new Date(until) }, now)).toBe(written);
});

test.each([
  ['2026-12-10T23:00:00Z', 'Thu 10 Dec'],
  ['2026-12-10T22:00:00Z', 'Thu 10 Dec, 23:00'],
])('who is away until %s is away until %s', (at, written) => {
  expect(formatFor({ locale: 'en-GB' }, 'Europe/Berlin').until(new Date(at), now)).toBe(written);
});

test('each instant is written for itself, in whatever order they are asked for', () => {
  const format = formatFor({ locale: 'en-GB' }, 'Europe/Berlin');
  const [today, yesterday] = [new Date('2026-11-29T11:00:00Z'), new Date('2026-11-28T11:00:00Z')];
  const asked = [today, today, yesterday, today];
  expect(asked.map((at) => format.moment(at, now))).toEqual(['12:00', '12:00', 'Sat 28 Nov, 12:00', '12:00']);
  expect(asked.map((at) => format.moment(at, yesterday))).toEqual([
    'Sun 29 Nov, 12:00',
    'Sun 29 Nov, 12:00',
    '12:00',
    'Sun 29 Nov, 12:00',
  ]);
});

test.each([
  ['en-GB', '2026-10-25T00:15:00Z', '02:15 CEST'],
  ['en-GB', '2026-10-25T01:15:00Z', '02:15 CET'],
  ['de-DE', '2026-10-25T00:15:00Z', '02:15 MESZ'],
  ['de-DE', '2026-10-25T01:15:00Z', '02:15 MEZ'],
  ['en-GB', '2026-10-24T23:59:00Z', '01:59'],
  ['en-GB', '2026-10-25T02:00:00Z', '03:00'],
  ['en-GB', '2027-03-28T01:00:00Z', '03:00'],
])('a time that comes twice says which of the two it is: in %s %s is %s', (locale, instant, written) => {
  const [format, at] = [formatFor({ locale }, 'Europe/Berlin'), new Date(instant)];
  const [clock, ...zone] = written.split(' ');
  expect(format.time(at)).toBe(written);
  expect(format.second(at)).toBe([`${clock}:00`, ...zone].join(' '));
  expect(format.moment(at, at)).toBe(written);
  expect(format.moment(at, now)).toMatch(new RegExp(`, ${written}$`));
  expect(format.full(at)).toMatch(new RegExp(`, ${[`${clock}:00`, ...zone].join(' ')}$`));
});

test('a day of another year is told with it, wherever a day and its time stand', () => {
  const format = formatFor({ locale: 'en-GB' }, 'Europe/Berlin');
  const now = new Date('2026-11-27T11:00:00Z');
  expect(
    ['2026-11-27T11:00:00Z', '2027-01-04T11:00:00Z'].map((at) => format.dayTime(new Date(at), now)),
  ).toEqual(['Fri 27 Nov, 12:00', '4 Jan 2027, 12:00']);
});
