import { expect, it } from 'vitest';
import { type Calendar, compileCalendar } from '../../../../src/domain/calendar/calendar.ts';
import { explainOpenTime } from '../../../../src/domain/calendar/spent-time.ts';
import { at, HOUR_MS, munich, shown, weekly } from './calendars.ts';

function story(calendar: Calendar, from: string, hours: number): string[] {
  const time = (instant: Date) => shown(instant, calendar.timezone).slice(11, 16);
  return explainOpenTime(calendar, at(from), hours * HOUR_MS).map(
    (day) => `${day.date} ${time(day.from)}-${time(day.until)} ${day.ms / HOUR_MS}`,
  );
}

it('six hours from Thursday 16:30 before a long weekend: 1.5 on Thursday, 4.5 on Monday', () => {
  const office = compileCalendar({ ...munich, closures: ['2026-10-02'] });
  expect(story(office, '2026-10-01T16:30', 6)).toEqual([
    '2026-10-01 16:30-18:00 1.5',
    '2026-10-05 09:00-13:30 4.5',
  ]);
});

it('nothing is spent on nothing', () => {
  expect(story(compileCalendar(munich), '2026-10-01T16:30', 0)).toEqual([]);
});

it('a break is inside its day and not counted', () => {
  const office = compileCalendar(weekly({ 'mon-fri': ['09:00-12:00', '13:00-18:00'] }));
  expect(story(office, '2026-10-05T10:00', 5)).toEqual(['2026-10-05 10:00-16:00 5']);
});

it('a night shift is spent on two dates, and the night of autumn has an hour more', () => {
  const nights = compileCalendar(weekly({ 'mon-sun': '22:00-06:00' }));
  expect(story(nights, '2026-10-24T12:00', 9)).toEqual([
    '2026-10-24 22:00-00:00 2',
    '2026-10-25 00:00-06:00 7',
  ]);
});

it('around the clock and over new year, each day has its line', () => {
  const always = compileCalendar(weekly({ 'mon-sun': '00:00-24:00' }));
  expect(story(always, '2026-12-31T12:00', 40)).toEqual([
    '2026-12-31 12:00-00:00 12',
    '2027-01-01 00:00-00:00 24',
    '2027-01-02 00:00-04:00 4',
  ]);
});
