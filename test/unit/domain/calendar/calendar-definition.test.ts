import { describe, expect, it } from 'vitest';
import {
  type CalendarDefinition,
  calendarFaults,
} from '../../../../src/domain/calendar/calendar-definition.ts';
import { munich } from './calendars.ts';

function faultsWith(change: Partial<CalendarDefinition>): string[] {
  return calendarFaults({ ...munich, ...change });
}

describe('what is wrong with a calendar is said in a sentence', () => {
  it.each<[string, Partial<CalendarDefinition>, RegExp]>([
    [
      'a time zone nobody knows',
      { timezone: 'Europe/Munich' },
      /^timezone: "Europe\/Munich" is no time zone/,
    ],
    ['no time zone', { timezone: '' }, /^timezone: "" is no time zone/],
    ['a day nobody knows', { hours: { 'mon-fry': '09:00-18:00' } }, /^hours: "mon-fry" names no days/],
    ['a range of three days', { hours: { 'mon-wed-fri': '09:00-18:00' } }, /names no days/],
    ['an empty part of a list', { hours: { 'mon,': '09:00-18:00' } }, /names no days/],
    ['a span in other words', { hours: { mon: '9 to 5' } }, /"9 to 5" \(mon\) is not a span/],
    [
      'an hour without its zero',
      { hours: { mon: '9:00-17:00' } },
      /is not a span; write it like 09:00-18:00/,
    ],
    ['a time no clock shows', { hours: { mon: '09:00-24:01' } }, /a time that no clock shows/],
    ['sixty minutes', { hours: { mon: '09:60-10:00' } }, /a time that no clock shows/],
    ['an opening at the end of the day', { hours: { mon: '24:00-06:00' } }, /opens when the day is over/],
    ['a span of no length', { hours: { mon: '09:00-09:00' } }, /is empty; a whole day is 00:00-24:00/],
    ['no hours', { hours: {} }, /the calendar is never open/],
    ['days without hours', { hours: { mon: [] } }, /the calendar is never open/],
    [
      'a region nobody knows',
      { holidays: 'XX' },
      /^holidays: "XX" is no holiday region: there is no country XX/,
    ],
    ['a region in other words', { holidays: 'Bavaria' }, /write it like DE or DE-BY/],
    ['a state nobody knows', { holidays: 'DE-XX' }, /DE has BB, BE, BW, BY/],
    ['a part nobody knows', { holidays: 'DE-BY-XX' }, /DE-BY has A, KATH, EVANG/],
    ['a part of a state that has none', { holidays: 'DE-BE-A' }, /DE-BE has no parts/],
    ['30 February', { closures: ['2026-02-30'] }, /^closures: "2026-02-30" is no date/],
    ['a date in other words', { open: ['24.12.2026'] }, /^open: "24.12.2026" is no date/],
    ['a day both closed and open', { open: ['2026-12-24'] }, /2026-12-24 is both closed and open/],
  ])('%s', (_, change, expected) => {
    const faults = faultsWith(change);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(expected);
  });

  it.each([
    ['on one day', { mon: ['09:00-12:00', '11:00-18:00'] }, 'mon 09:00-12:00 and mon 11:00-18:00 overlap.'],
    [
      'of two keys',
      { 'mon-fri': '09:00-18:00', wed: '17:00-20:00' },
      'mon-fri 09:00-18:00 and wed 17:00-20:00 overlap.',
    ],
    [
      'of a night and the morning',
      { mon: '22:00-06:00', tue: '05:00-09:00' },
      'mon 22:00-06:00 and tue 05:00-09:00 overlap.',
    ],
    [
      'from Sunday into Monday',
      { sun: '22:00-06:00', mon: '05:00-09:00' },
      'sun 22:00-06:00 and mon 05:00-09:00 overlap.',
    ],
  ])('spans that overlap %s', (_, hours, expected) => {
    expect(faultsWith({ hours })).toEqual([`hours: ${expected}`]);
  });

  it('an overlap on five days is said once', () => {
    expect(faultsWith({ hours: { 'mon-fri': ['09:00-12:00', '11:00-18:00'] } })).toHaveLength(1);
  });

  it('all faults come at once', () => {
    expect(
      faultsWith({ timezone: 'X', hours: { mon: 'x' }, holidays: 'X', closures: ['x'], open: ['y'] }),
    ).toHaveLength(5);
  });
});

describe('what is allowed', () => {
  it.each<[string, Partial<CalendarDefinition>]>([
    ['the shipped sample', {}],
    ['no holidays at all', { holidays: undefined } as unknown as Partial<CalendarDefinition>],
    ['a part of a state', { holidays: 'DE-BY-A' }],
    ['a region with small letters', { holidays: 'CK-Aitutaki' }],
    ['around the clock', { hours: { 'mon-sun': '00:00-24:00' } }],
    ['nights that follow each other', { hours: { 'mon-sun': '18:00-06:00' } }],
    ['spans that touch', { hours: { mon: ['09:00-12:00', '12:00-18:00'] } }],
    ['a list with spaces', { hours: { 'mon, wed-thu': '09:00-18:00' } }],
    ['29 February of a leap year', { closures: ['2028-02-29'] }],
  ])('%s', (_, change) => {
    expect(faultsWith(change)).toEqual([]);
  });
});
