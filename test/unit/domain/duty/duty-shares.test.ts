import { describe, expect, it } from 'vitest';
import { wallClock } from '../../../../src/domain/calendar/wall-clock.ts';
import { type DutyShare, dutyShares } from '../../../../src/domain/duty/duty-shares.ts';
import { suggestTurn } from '../../../../src/domain/duty/suggest-turn.ts';
import type { ScheduleDefinition } from '../../../../src/domain/oncall/schedule.ts';

const at = (local: string) => new Date(`${local}:00+01:00`);
const weekly: ScheduleDefinition = {
  timezone: 'Europe/Berlin',
  layers: [{ participants: ['anna', 'ben'], rotate: 'P7D', from: '2026-11-02T08:00' }],
  overrides: [],
};
const rules = {
  span: { from: at('2026-12-14T08:00').getTime(), until: at('2026-12-28T08:00').getTime() },
  clock: wallClock('Europe/Berlin'),
  holidays: new Set(['2026-12-25', '2026-12-26']),
};

describe('how duty is shared', () => {
  it('counts nights, weekend days, holidays beside them, and pages', () => {
    // Anna: 14 to 21 December. Ben: 21 to 28; Friday 25 is a holiday, Saturday 26 a day of the weekend
    expect(dutyShares([weekly], new Map([['ben', 3]]), rules)).toEqual([
      { engineer: 'anna', nights: 7, weekendDays: 2, holidays: 0, pages: 0 },
      { engineer: 'ben', nights: 7, weekendDays: 2, holidays: 1, pages: 3 },
    ]);
  });

  it('counts a night to whoever has most of it, two schedules at once once, and whoever had nothing', () => {
    const override = { engineer: 'ben', from: '2026-12-15T18:00', until: '2026-12-16T01:00' };
    const shares = dutyShares([weekly, { ...weekly, overrides: [override] }], new Map(), rules);
    expect(shares.map(({ engineer, nights }) => [engineer, nights])).toEqual([
      ['anna', 7],
      ['ben', 7],
    ]);
    const alone = { ...weekly, layers: [{ ...weekly.layers[0], participants: ['anna'] }] };
    const carla = { engineer: 'carla', from: '2027-01-01T00:00', until: '2027-01-02T00:00' };
    const shared = dutyShares([{ ...alone, overrides: [carla] } as ScheduleDefinition], new Map(), rules);
    expect(shared[1]).toEqual({ engineer: 'carla', nights: 0, weekendDays: 0, holidays: 0, pages: 0 });
  });
});

describe('a turn that could go to somebody else', () => {
  const share = (engineer: string, nights: number): DutyShare => ({
    engineer,
    nights,
    weekendDays: 0,
    holidays: 0,
    pages: 99,
  });
  const now = at('2026-12-10T10:00');

  it('is the next whole one of whoever has had the most, for whoever has had the least', () => {
    // 7 to 14 December is Ben's and runs, 14 to 21 is Anna's, 21 to 28 Ben's
    expect(suggestTurn(weekly, [share('anna', 5), share('ben', 20)], rules, now)).toEqual({
      from: at('2026-12-21T08:00'),
      until: at('2026-12-28T08:00'),
      instead: 'ben',
      by: 'anna',
      difference: 15,
    });
  });

  it('is none while the difference is small, with one person, or for people who take no turns', () => {
    expect(suggestTurn(weekly, [share('anna', 11), share('ben', 20)], rules, now)).toBeNull();
    expect(suggestTurn(weekly, [share('ben', 20)], rules, now)).toBeNull();
    expect(suggestTurn(weekly, [share('carla', 0), share('ben', 20)], rules, now)).toBeNull();
    expect(suggestTurn(weekly, [], rules, now)).toBeNull();
    const past = {
      ...weekly,
      layers: weekly.layers.map((layer) => ({ ...layer, until: '2026-12-11T00:00' })),
    };
    expect(suggestTurn(past, [share('anna', 0), share('ben', 20)], rules, now)).toBeNull();
  });

  it('is one with a night or a weekend in it, and no larger than what lies between the two', () => {
    const byDay = {
      ...weekly,
      layers: weekly.layers.map((layer) => ({ ...layer, during: { 'mon-fri': '08:00-18:00' } })),
    };
    const plain = { ...rules, holidays: new Set<string>() };
    expect(suggestTurn(byDay, [share('anna', 5), share('ben', 20)], plain, now)).toBeNull();
    // seven nights, a weekend and the holiday of 25 December are ten
    expect(suggestTurn(weekly, [share('anna', 5), share('ben', 15)], rules, now)).toMatchObject({
      from: at('2027-01-04T08:00'),
    });
  });
});
