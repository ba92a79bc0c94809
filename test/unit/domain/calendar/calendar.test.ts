import { describe, expect, it } from 'vitest';
import {
  addOpenTime,
  type Calendar,
  compileCalendar,
  isOpen,
  nextOpening,
  openSpansBetween,
  openTimeBetween,
} from '../../../../src/domain/calendar/calendar.ts';
import { HotlineError } from '../../../../src/platform/errors.ts';
import { at, HOUR_MS, munich, shown, weekly } from './calendars.ts';

function due(calendar: Calendar, from: string, hours: number): string {
  return shown(addOpenTime(calendar, at(from, calendar.timezone), hours * HOUR_MS), calendar.timezone);
}

function codeOf(action: () => unknown): string | undefined {
  try {
    action();
  } catch (error) {
    if (error instanceof HotlineError) return error.code;
    throw error;
  }
  return undefined;
}

describe('a calendar that cannot answer refuses', () => {
  const office = compileCalendar(munich);

  it('is not made of a faulty definition', () => {
    const faulty = { ...munich, timezone: 'Bavaria', hours: {} };
    expect(() => compileCalendar(faulty)).toThrow(/timezone: "Bavaria".*never open/);
    expect(codeOf(() => compileCalendar(faulty))).toBe('bad-directory');
  });

  it('takes no duration that is negative, broken or no number', () => {
    for (const duration of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(codeOf(() => addOpenTime(office, at('2026-10-01T10:00'), duration))).toBe('bad-input');
    }
  });

  it('takes no broken instant', () => {
    expect(codeOf(() => addOpenTime(office, new Date('soon'), HOUR_MS))).toBe('bad-input');
    expect(codeOf(() => isOpen(office, new Date('soon')))).toBe('bad-input');
  });

  it('does not guess what is more than ten years ahead', () => {
    const twelveYears = 12 * 250 * 9 * HOUR_MS;
    expect(codeOf(() => addOpenTime(office, at('2026-10-01T10:00'), twelveYears))).toBe('table-too-short');
  });

  it('does not guess when nothing opens for years', () => {
    // every Monday from 2026 on is closed one by one
    const mondays = Array.from({ length: 620 }, (_, week) =>
      new Date(Date.UTC(2026, 0, 5 + 7 * week)).toISOString().slice(0, 10),
    );
    const shut = compileCalendar({ ...weekly({ mon: '09:00-10:00' }), closures: mondays });
    expect(codeOf(() => nextOpening(shut, at('2026-01-01T00:00')))).toBe('table-too-short');
    expect(codeOf(() => addOpenTime(shut, at('2026-01-01T00:00'), 1))).toBe('table-too-short');
  });

  it('knows no rules before 1970 and after 2099', () => {
    expect(codeOf(() => nextOpening(office, at('1969-07-20T12:00')))).toBe('table-too-short');
    expect(codeOf(() => nextOpening(office, at('2100-01-01T12:00')))).toBe('table-too-short');
  });
});

describe('six business hours of an office that is open Monday to Friday from nine to six', () => {
  const office = compileCalendar(munich);

  it.each([
    ['inside one day', '2026-10-05T09:00', '2026-10-05T15:00+02:00'],
    ['over night', '2026-10-05T16:30', '2026-10-06T13:30+02:00'],
    ['over a weekend with 3 October on its Saturday', '2026-10-02T16:30', '2026-10-05T13:30+02:00'],
    ['that run out exactly at closing are due then', '2026-10-05T12:00', '2026-10-05T18:00+02:00'],
    ['from a minute past that are due in the morning', '2026-10-05T12:01', '2026-10-06T09:01+02:00'],
    ['from before the opening', '2026-10-05T03:00', '2026-10-05T15:00+02:00'],
    ['from exactly closing', '2026-10-05T18:00', '2026-10-06T15:00+02:00'],
    ['from a Saturday', '2026-10-10T12:00', '2026-10-12T15:00+02:00'],
    ['over Epiphany, a holiday in Bavaria', '2026-01-05T17:00', '2026-01-07T14:00+01:00'],
    ['over Good Friday and Easter Monday', '2026-04-02T16:00', '2026-04-07T13:00+02:00'],
    ['over Christmas, Christmas Eve closed', '2026-12-23T16:00', '2026-12-28T13:00+01:00'],
    ["over new year, New Year's Eve closed", '2026-12-30T16:00', '2027-01-04T13:00+01:00'],
  ])('%s', (_, from, expected) => {
    expect(due(office, from, 6)).toBe(expected);
  });
});

describe('which days are worked', () => {
  const tuesdayEvening = '2026-01-05T17:00';

  it('Epiphany is worked in Berlin, not in Bavaria', () => {
    expect(due(compileCalendar({ ...munich, holidays: 'DE-BE' }), tuesdayEvening, 6)).toBe(
      '2026-01-06T14:00+01:00',
    );
  });

  it('8 August is a holiday of Augsburg alone', () => {
    const friday = '2025-08-07T18:00';
    expect(due(compileCalendar({ ...munich, holidays: 'DE-BY-A' }), friday, 1)).toBe(
      '2025-08-11T10:00+02:00',
    );
    expect(due(compileCalendar(munich), friday, 1)).toBe('2025-08-08T10:00+02:00');
  });

  it('a holiday named in `open` is worked', () => {
    const open = compileCalendar({ ...munich, open: ['2026-01-06'] });
    expect(due(open, tuesdayEvening, 6)).toBe('2026-01-06T14:00+01:00');
  });

  it('`open` gives no hours to a weekday that has none', () => {
    const open = compileCalendar({ ...munich, open: ['2026-10-03'] });
    expect(isOpen(open, at('2026-10-03T12:00'))).toBe(false);
  });

  it('a Saturday with hours is closed on 3 October all the same', () => {
    const saturdays = compileCalendar({ ...munich, hours: { 'mon-sat': '09:00-18:00' } });
    expect(isOpen(saturdays, at('2026-09-26T12:00'))).toBe(true);
    expect(isOpen(saturdays, at('2026-10-03T12:00'))).toBe(false);
  });

  it('a holiday that begins in December closes January too', () => {
    // Incwala lasts six days from 28 December
    const mbabane = compileCalendar({
      ...weekly({ 'mon-sun': '09:00-18:00' }, 'Africa/Mbabane'),
      holidays: 'SZ',
    });
    expect(due(mbabane, '2026-12-27T17:00', 2)).toBe('2027-01-03T10:00+02:00');
  });

  it('a feast that begins at sunset closes the date it is celebrated on, for all its days', () => {
    const riyadh = compileCalendar({
      ...weekly({ 'mon-sun': '09:00-18:00' }, 'Asia/Riyadh'),
      holidays: 'SA',
    });
    expect(due(riyadh, '2026-03-18T17:00', 2)).toBe('2026-03-23T10:00+03:00');
  });
});

describe('spans of all kinds', () => {
  it('a lunch break is not spent', () => {
    const office = compileCalendar(weekly({ 'mon-fri': ['09:00-12:00', '13:00-18:00'] }));
    expect(due(office, '2026-10-05T11:00', 2)).toBe('2026-10-05T14:00+02:00');
    expect(due(office, '2026-10-05T11:00', 1)).toBe('2026-10-05T12:00+02:00');
  });

  it('spans that touch are one', () => {
    const office = compileCalendar(weekly({ 'mon-fri': ['09:00-12:00', '12:00-18:00'] }));
    expect(due(office, '2026-10-05T11:00', 2)).toBe('2026-10-05T13:00+02:00');
    expect(isOpen(office, at('2026-10-05T12:00'))).toBe(true);
  });

  it('a week around the clock never closes, not even at new year', () => {
    const always = compileCalendar(weekly({ 'mon-sun': '00:00-24:00' }, 'Asia/Kolkata'));
    expect(due(always, '2026-12-31T20:00', 24 * 365)).toBe('2027-12-31T20:00+05:30');
    const spans = [...openSpansBetween(always, at('2026-02-01T00:00Z'), at('2026-11-01T00:00Z'))];
    expect(spans).toEqual([{ opens: Date.UTC(2026, 1, 1), closes: Date.UTC(2026, 10, 1) }]);
  });

  it('a night shift belongs to the day it begins on', () => {
    const nights = compileCalendar(weekly({ 'mon-fri': '22:00-06:00' }));
    expect(isOpen(nights, at('2026-10-03T05:59'))).toBe(true); // Friday's night
    expect(isOpen(nights, at('2026-10-03T22:00'))).toBe(false); // Saturday has none
    expect(isOpen(nights, at('2026-10-05T03:00'))).toBe(false); // Sunday had none
    expect(due(nights, '2026-10-02T23:00', 8)).toBe('2026-10-05T23:00+02:00');
  });

  it('a holiday closes the night that begins on it and leaves the one that reaches into it', () => {
    const nights = compileCalendar({ ...munich, hours: { 'mon-sun': '22:00-06:00' } });
    expect(isOpen(nights, at('2026-01-06T05:00'))).toBe(true);
    expect(isOpen(nights, at('2026-01-06T23:00'))).toBe(false);
    expect(isOpen(nights, at('2026-01-07T05:00'))).toBe(false);
  });

  it('ranges wrap around the weekend, lists name single days', () => {
    const weekend = compileCalendar(weekly({ 'fri-mon': '10:00-12:00', 'tue,wed': '14:00-15:00' }));
    expect(due(weekend, '2026-10-02T11:00', 7)).toBe('2026-10-05T12:00+02:00');
    expect(due(weekend, '2026-10-05T11:00', 3)).toBe('2026-10-07T15:00+02:00');
  });
});

describe('open, closed and in between', () => {
  const office = compileCalendar(munich);

  it('opens at the opening and is closed from the closing on', () => {
    expect(isOpen(office, new Date(at('2026-10-05T09:00').getTime() - 1))).toBe(false);
    expect(isOpen(office, at('2026-10-05T09:00'))).toBe(true);
    expect(isOpen(office, new Date(at('2026-10-05T18:00').getTime() - 1))).toBe(true);
    expect(isOpen(office, at('2026-10-05T18:00'))).toBe(false);
  });

  it('the next opening of an open office is now', () => {
    expect(shown(nextOpening(office, at('2026-10-05T12:34')))).toBe('2026-10-05T12:34+02:00');
    expect(shown(nextOpening(office, at('2026-10-05T18:00')))).toBe('2026-10-06T09:00+02:00');
    expect(shown(nextOpening(office, at('2026-12-30T18:00')))).toBe('2027-01-04T09:00+01:00');
  });

  it('nothing to spend is due at once, at a closing too, and otherwise at the next opening', () => {
    expect(due(office, '2026-10-05T12:34', 0)).toBe('2026-10-05T12:34+02:00');
    expect(due(office, '2026-10-05T18:00', 0)).toBe('2026-10-05T18:00+02:00');
    expect(due(office, '2026-10-05T18:01', 0)).toBe('2026-10-06T09:00+02:00');
  });

  it('a closing at new year in UTC is a closing like any other', () => {
    const london = compileCalendar(weekly({ thu: '12:00-24:00' }, 'Europe/London'));
    expect(due(london, '2026-12-31T12:00', 12)).toBe('2027-01-01T00:00+00:00');
    expect(due(london, '2027-01-01T00:00', 0)).toBe('2027-01-01T00:00+00:00');
    expect(isOpen(london, at('2027-01-01T00:00Z'))).toBe(false);
  });

  it('measures open time forwards, backwards and across years', () => {
    const hours = (from: string, until: string) => openTimeBetween(office, at(from), at(until)) / HOUR_MS;
    expect(hours('2026-10-02T16:30', '2026-10-05T13:30')).toBe(6);
    expect(hours('2026-10-05T13:30', '2026-10-02T16:30')).toBe(-6);
    expect(hours('2026-10-03T00:00', '2026-10-04T00:00')).toBe(0);
    // 261 weekdays of 2026 without nine holidays and two closures; an hour before, New Year's Eve 2025, an hour after
    expect(hours('2025-12-30T17:00', '2027-01-04T10:00')).toBe(250 * 9 + 1 + 9 + 1);
  });
});

describe('offices elsewhere', () => {
  it('New York spends its own hours on the morning its clocks went forward', () => {
    const newYork = compileCalendar({
      ...weekly({ 'mon-fri': '09:00-17:00' }, 'America/New_York'),
      holidays: 'US',
    });
    expect(due(newYork, '2026-03-06T16:00', 2)).toBe('2026-03-09T10:00-04:00');
    expect(due(newYork, '2026-11-25T16:00', 2)).toBe('2026-11-27T10:00-05:00'); // Thanksgiving
  });

  it("New Year's Day on a Saturday is taken on the Friday before, in the old year", () => {
    const newYork = compileCalendar({
      ...weekly({ 'mon-fri': '09:00-17:00' }, 'America/New_York'),
      holidays: 'US',
    });
    expect(due(newYork, '2027-12-30T16:00', 2)).toBe('2028-01-03T10:00-05:00');
  });

  it('Kolkata is half an hour aside', () => {
    const kolkata = compileCalendar(weekly({ 'mon-fri': '09:30-17:30' }, 'Asia/Kolkata'));
    expect(addOpenTime(kolkata, at('2026-10-05T11:00Z'), 2 * HOUR_MS).toISOString()).toBe(
      '2026-10-06T05:00:00.000Z',
    );
  });

  it('Apia skipped Friday 30 December 2011: nobody could work on it', () => {
    const apia = compileCalendar(weekly({ 'mon-fri': '09:00-17:00' }, 'Pacific/Apia'));
    expect(due(apia, '2011-12-29T16:00', 2)).toBe('2012-01-02T10:00+14:00');
    const all = compileCalendar(weekly({ 'mon-sun': '00:00-24:00' }, 'Pacific/Apia'));
    expect(due(all, '2011-12-29T12:00', 24)).toBe('2011-12-31T12:00+14:00');
  });

  it('Apia begins its year when UTC is still in the old one', () => {
    const apia = compileCalendar(weekly({ 'mon-fri': '09:00-17:00' }, 'Pacific/Apia'));
    expect(addOpenTime(apia, at('2026-12-31T20:30Z'), 8 * HOUR_MS).toISOString()).toBe(
      '2027-01-03T20:30:00.000Z',
    );
  });
});
