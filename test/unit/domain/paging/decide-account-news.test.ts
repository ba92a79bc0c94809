import { describe, expect, it } from 'vitest';
import { compileCalendar } from '../../../../src/domain/calendar/calendar.ts';
import { type AccountRows, decideAccountNews } from '../../../../src/domain/paging/decide-account-news.ts';
import { munich, weekly } from '../calendar/calendars.ts';
import { later } from './windows.ts';

/** ten on a Monday in Munich */
const now = new Date('2026-11-23T09:00:00Z');
const TUESDAY = new Date('2026-11-24T08:00:00Z');
const away = (engineer: string) => ({ engineer, from: later(now, -60), until: later(now, 600) });

function news(given: Partial<AccountRows> = {}, at = now) {
  const rows: AccountRows = {
    ticket: { severity: 2, escalation: 'standard' },
    isInFlood: false,
    customer: { tam: 'anna', deputy: 'ben' },
    absences: [],
    calendar: compileCalendar(munich),
    ...given,
  };
  return decideAccountNews(rows, at);
}
const mild = { ticket: { severity: 3, escalation: 'standard' } } as const;

describe('of a new ticket of a customer', () => {
  it('the account manager is told at once if it is severe, and in the morning if it is mild', () => {
    expect(news()).toEqual({ told: 'anna', digests: [] });
    expect(news(mild)).toEqual({ told: null, digests: [{ engineer: 'anna', dueAt: TUESDAY }] });
  });

  it('while they are away their deputy is told, and they when they are back', () => {
    const absences = [away('anna')];
    expect(news({ absences })).toEqual({ told: 'ben', digests: [{ engineer: 'anna', dueAt: TUESDAY }] });
    expect(news({ ...mild, absences }).digests.map(({ engineer }) => engineer)).toEqual(['ben', 'anna']);
  });

  it('where both are away, or there is nobody, nobody is woken', () => {
    const absences = [away('anna'), away('ben')];
    expect(news({ absences })).toEqual({ told: null, digests: [{ engineer: 'anna', dueAt: TUESDAY }] });
    expect(news({ customer: { tam: null, deputy: null } })).toEqual({ told: null, digests: [] });
    expect(news({ ...mild, customer: { tam: null, deputy: 'ben' } }).digests).toEqual([
      { engineer: 'ben', dueAt: TUESDAY },
    ]);
  });

  it('one that is theirs to answer is paged, and of a flood only the supervisors are told', () => {
    expect(news({ ticket: { severity: 3, escalation: 'tam' } })).toEqual({ told: null, digests: [] });
    expect(news({ isInFlood: true })).toEqual({ told: null, digests: [] });
  });

  it('the morning is that of the office: on Saturday night, that of Monday', () => {
    const saturday = new Date('2026-11-21T22:30:00Z');
    expect(news(mild, saturday).digests).toEqual([
      { engineer: 'anna', dueAt: new Date('2026-11-23T08:00:00Z') },
    ]);
  });

  it('the morning after a night is the one that comes next', () => {
    const dueAt = new Date('2026-11-23T08:00:00Z');
    for (const at of ['2026-11-23T01:00:00Z', '2026-11-23T07:59:00Z'])
      expect(news(mild, new Date(at)).digests).toEqual([{ engineer: 'anna', dueAt }]);
  });

  it('an office that never closes has its morning at seven, not at midnight', () => {
    const always = { ...mild, calendar: compileCalendar(weekly({ 'mon-sun': '00:00-24:00' })) };
    const dueOf = (at: string) => news(always, new Date(at)).digests[0]?.dueAt;
    expect(dueOf('2026-11-23T09:00:00Z')).toEqual(new Date('2026-11-24T06:00:00Z'));
    expect(dueOf('2026-11-23T01:00:00Z')).toEqual(new Date('2026-11-23T06:00:00Z'));
  });

  it('an office with a break has one morning a day', () => {
    const calendar = compileCalendar(weekly({ 'mon-fri': ['09:00-12:00', '13:00-18:00'] }));
    expect(news({ ...mild, calendar }, new Date('2026-11-23T11:30:00Z')).digests[0]?.dueAt).toEqual(TUESDAY);
  });
});
