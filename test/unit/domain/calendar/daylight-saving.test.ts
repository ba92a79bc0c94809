import { describe, expect, it } from 'vitest';
import {
  addOpenTime,
  type Calendar,
  compileCalendar,
  openTimeBetween,
} from '../../../../src/domain/calendar/calendar.ts';
import { at, HOUR_MS, shown, weekly } from './calendars.ts';

/** Hours open from noon to noon of the next day. */
function hoursOfNight(calendar: Calendar, evening: string): number {
  const noon = at(`${evening}T12:00`);
  const nextNoon = at(`${new Date(Date.parse(evening) + 24 * HOUR_MS).toISOString().slice(0, 10)}T12:00`);
  return openTimeBetween(calendar, noon, nextNoon) / HOUR_MS;
}

/** A night shift with these hours on every day. */
function nights(span: string): Calendar {
  return compileCalendar(weekly({ 'mon-sun': span }));
}

const SPRING = '2026-03-28'; // in this night 02:00 becomes 03:00
const AUTUMN = '2026-10-24'; // in this night 03:00 becomes 02:00
const ORDINARY = '2026-06-20';

describe('the nights in which the clocks of Berlin change', () => {
  it.each([
    ['22:00-06:00', 8, 7, 9],
    ['22:00-03:00', 5, 4, 6],
    // the clock shows two o'clock for the first time after four hours, and then shows it again
    ['22:00-02:00', 4, 4, 4],
    // two o'clock does not come in spring: the clock jumps over it
    ['02:00-06:00', 4, 3, 5],
    ['03:00-06:00', 3, 3, 3],
    ['00:00-24:00', 24, 23, 25],
  ])('%s lasts %d hours, in spring %d, in autumn %d', (span, ordinary, spring, autumn) => {
    expect(hoursOfNight(nights(span), ORDINARY)).toBe(ordinary);
    expect(hoursOfNight(nights(span), SPRING)).toBe(spring);
    expect(hoursOfNight(nights(span), AUTUMN)).toBe(autumn);
  });

  it('a skipped time is the moment of the jump, for opening and closing', () => {
    expect(hoursOfNight(nights('22:00-02:30'), SPRING)).toBe(4);
    expect(hoursOfNight(nights('02:30-06:00'), SPRING)).toBe(3);
    expect(hoursOfNight(nights('02:15-02:45'), SPRING)).toBe(0);
  });

  it('a repeated time opens the first time and closes the second', () => {
    expect(hoursOfNight(nights('22:00-02:30'), AUTUMN)).toBe(5.5);
    expect(hoursOfNight(nights('02:30-06:00'), AUTUMN)).toBe(4.5);
    expect(hoursOfNight(nights('02:15-02:45'), AUTUMN)).toBe(1.5);
  });

  it('a duration is real time: the missing hour is worked later, the additional one counts', () => {
    const shift = nights('22:00-06:00');
    const after6 = (from: string) => shown(addOpenTime(shift, at(from), 6 * HOUR_MS));
    expect(after6('2026-03-28T22:00')).toBe('2026-03-29T05:00+02:00');
    expect(after6('2026-10-24T22:00')).toBe('2026-10-25T03:00+01:00');
    expect(after6('2026-03-28T23:00')).toBe('2026-03-29T06:00+02:00');
    expect(after6('2026-03-29T00:30')).toBe('2026-03-29T23:30+02:00');
  });

  it('tells the two half past twos of autumn apart', () => {
    const shift = nights('22:00-06:00');
    const afterOne = (from: string) => shown(addOpenTime(shift, at(from), HOUR_MS));
    expect(afterOne('2026-10-25T02:30+02:00')).toBe('2026-10-25T02:30+01:00');
    expect(afterOne('2026-10-25T02:30+01:00')).toBe('2026-10-25T03:30+01:00');
  });

  it('office hours of the weekend before and after are nine hours long', () => {
    const office = compileCalendar(weekly({ 'mon-sun': '09:00-18:00' }));
    for (const day of ['2026-03-28', '2026-03-29', '2026-10-24', '2026-10-25']) {
      expect(openTimeBetween(office, at(`${day}T00:00`), at(`${day}T23:59`)) / HOUR_MS).toBe(9);
    }
  });
});

describe('clocks that change at midnight', () => {
  it('a day without midnight begins when the clock jumps', () => {
    // Beirut, 29 March 2026: 00:00 becomes 01:00
    const sundays = compileCalendar(weekly({ sun: '00:00-24:00' }, 'Asia/Beirut'));
    const day = openTimeBetween(sundays, at('2026-03-28T12:00Z'), at('2026-03-30T12:00Z'));
    expect(day / HOUR_MS).toBe(23);
  });

  it('a day with two midnights ends the day before at the first', () => {
    // Havana, 1 November 2026: 01:00 becomes 00:00
    const saturdays = compileCalendar(weekly({ sat: '00:00-24:00' }, 'America/Havana'));
    const sundays = compileCalendar(weekly({ sun: '00:00-24:00' }, 'America/Havana'));
    const hours = (calendar: Calendar) =>
      openTimeBetween(calendar, at('2026-10-30T12:00Z'), at('2026-11-03T12:00Z')) / HOUR_MS;
    expect(hours(saturdays)).toBe(24);
    expect(hours(sundays)).toBe(25);
  });
});
