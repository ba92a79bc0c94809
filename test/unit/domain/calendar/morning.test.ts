import { expect, it } from 'vitest';
import { compileCalendar } from '../../../../src/domain/calendar/calendar.ts';
import { morningFrom, nextMorning } from '../../../../src/domain/calendar/morning.ts';
import { at, munich, shown, weekly } from './calendars.ts';

it('a calendar that opens no more has mornings all the same', () => {
  // its last opening that is known
  const mondays = compileCalendar(weekly({ mon: '09:00-18:00' }));
  const morning = (local: string) => shown(nextMorning(mondays, at(local)));
  expect(morning('2099-12-27T12:00')).toBe('2099-12-28T09:00+01:00');
  expect(morning('2099-12-29T05:00')).toBe('2099-12-29T07:00+01:00');
  expect(morning('2099-12-29T07:00')).toBe('2099-12-30T07:00+01:00');
  expect(shown(morningFrom(mondays, at('2099-12-29T20:00')))).toBe('2099-12-29T20:00+01:00');
});

it('one that opens has the morning of its opening', () => {
  const office = compileCalendar(munich);
  expect(shown(nextMorning(office, at('2026-10-02T20:00')))).toBe('2026-10-05T09:00+02:00');
});
