import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCalendar, openTimeBetween } from '../../../../src/domain/calendar/calendar.ts';
import { type CalendarDay, calendarYear } from '../../../../src/domain/calendar/calendar-year.ts';

const MUNICH = {
  timezone: 'Europe/Berlin',
  hours: { 'mon-thu': '09:00-18:00', fri: '09:00-14:00' },
  holidays: 'DE-BY',
  closures: ['2026-12-24', '2026-12-26'],
  open: ['2026-01-06'],
};

const dayOf = (days: CalendarDay[], date: string) => days.find((day) => day.date === date);

describe('a year of a calendar', () => {
  const days = calendarYear(MUNICH, 2026, 'de');

  it('has every day once', () => {
    expect(days).toHaveLength(365);
    expect(calendarYear(MUNICH, 2028, 'de')).toHaveLength(366);
    expect(days[0]).toMatchObject({ date: '2026-01-01', weekday: 3 });
  });

  it.each([
    ['2026-01-05', 'open', null],
    ['2026-01-09', 'short', null],
    ['2026-01-10', 'free', null],
    ['2026-01-01', 'holiday', 'Neujahr'],
    ['2026-01-06', 'worked', 'Heilige Drei Könige'],
    ['2026-12-24', 'closure', null],
    ['2026-12-26', 'closure', '2. Weihnachtstag'],
  ])('says that %s is %s', (date, kind, holiday) => {
    expect(dayOf(days, date)).toMatchObject({ kind, holiday });
  });

  it('names holidays in English, too', () => {
    expect(dayOf(calendarYear(MUNICH, 2026, 'en'), '2026-12-25')?.holiday).toBe('Christmas Day');
  });

  it('says open of exactly the days on which the clock runs', () => {
    const calendar = compileCalendar(MUNICH);
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2090 }), fc.integer({ min: 0, max: 364 }), (year, index) => {
        const day = calendarYear(MUNICH, year, 'en')[index];
        const [from, until] = ['00:00', '23:59'].map((time) => new Date(`${day?.date}T${time}:00+01:00`));
        const open = openTimeBetween(calendar, from as Date, until as Date) > 0;
        expect(['open', 'short', 'worked'].includes(day?.kind ?? '')).toBe(open);
      }),
      { numRuns: 60 },
    );
  });
});
