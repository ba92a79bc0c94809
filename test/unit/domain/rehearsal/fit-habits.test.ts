import { describe, expect, it } from 'vitest';
import type { Observed, ObservedPage } from '../../../../src/domain/observed/observed.ts';
import { backtestMonths, hasFailed, judgeBacktest } from '../../../../src/domain/rehearsal/backtest.ts';
import { draw } from '../../../../src/domain/rehearsal/draw.ts';
import { fitHabits, fitSeen } from '../../../../src/domain/rehearsal/fit-habits.ts';
import { STATED_HABITS } from '../../../../src/domain/rehearsal/habits.ts';
import { emptyTally } from '../../../../src/domain/rehearsal/tally.ts';
import { houseOf, questionOf } from '../../../support/rehearsal-house.ts';

const utc = (instant: number) => instant;
const NOON = new Date('2026-03-02T12:00:00Z');
const NOTHING: Observed = { tickets: [], pages: [], attempts: [] };
const MINUTE = 60_000;

const pagesOf = (count: number, page: Partial<ObservedPage>): ObservedPage[] =>
  Array.from({ length: count }, () => ({
    engineer: 'anna',
    channel: 'sms',
    sentAt: NOON,
    ms: MINUTE,
    end: 'acknowledged',
    ...page,
  }));

const ticketsOf = (count: number, openedAt = NOON, isKept: boolean | null = true) =>
  Array.from({ length: count }, () => ({ openedAt, severity: 1 as const, kind: 'problem' as const, isKept }));

describe('how people react, learned from the record', () => {
  it('is as stated while there is next to nothing to learn from', () => {
    expect(fitHabits(NOTHING, utc)).toBe(STATED_HABITS);
    expect(fitHabits({ ...NOTHING, tickets: ticketsOf(29) }, utc)).toBe(STATED_HABITS);
  });

  it('tells people apart who were seen often, and pools those who were not', () => {
    const pages = [
      ...pagesOf(40, { channel: 'call', end: 'not-reached' }),
      ...pagesOf(40, { engineer: 'ben', channel: 'call' }),
      ...pagesOf(5, { engineer: 'carla', channel: 'call', end: 'not-reached' }),
    ];
    const { source, people, day, night } = fitHabits({ ...NOTHING, tickets: ticketsOf(30), pages }, utc);
    expect(source).toBe('fitted');
    expect(people.get('anna')?.day.callAnswered).toBe(0);
    expect(people.get('ben')?.day.callAnswered).toBe(1);
    expect(people.get('carla')?.day.callAnswered).toBe(day.callAnswered);
    expect(day.callAnswered).toBeCloseTo(40 / 85);
    expect(night.callAnswered).toBe(STATED_HABITS.night.callAnswered);
  });

  it('takes a call that was called off for what it is: nobody knows', () => {
    const pages = [...pagesOf(40, { channel: 'call' }), ...pagesOf(400, { channel: 'call', end: 'open' })];
    expect(fitHabits({ ...NOTHING, tickets: ticketsOf(30), pages }, utc).day.callAnswered).toBe(1);
  });

  it('takes a text that somebody else was faster than for unanswered until then, and no longer', () => {
    // in truth half of all are answered, after two minutes; every other one was called off after one
    const texts = Array.from({ length: 400 }, (_, call) => {
      const isSeen = draw(1, 'sms-seen', { replication: 0, call }) < 0.5;
      const isCalledOff = call % 2 === 0;
      if (isCalledOff) return { ms: MINUTE, end: 'open' as const };
      return isSeen
        ? { ms: 2 * MINUTE, end: 'acknowledged' as const }
        : { ms: 90 * MINUTE, end: 'not-reached' as const };
    });
    const seen = fitSeen(texts);
    expect(seen?.share).toBeGreaterThan(0.42);
    expect(seen?.share).toBeLessThan(0.58);
    expect(seen?.medianMs).toBe(2 * MINUTE);
    expect(fitSeen([])).toBeNull();
  });

  it('counts calls where they come in, and never takes an hour for one that has none', () => {
    const { callsByHour, severities } = fitHabits({ ...NOTHING, tickets: ticketsOf(300) }, utc);
    // Monday, twelve
    expect(callsByHour[12]).toBeGreaterThan(300);
    expect(Math.min(...callsByHour)).toBeGreaterThan(0);
    expect(severities).toEqual([300, 0, 0, 0]);
  });
});

describe('months of the past', () => {
  const observed: Observed = {
    ...NOTHING,
    tickets: ['01', '02', '03'].flatMap((month) => ticketsOf(40, new Date(`2026-${month}-10T12:00:00Z`))),
  };

  it('are predicted from those before, whole ones only', () => {
    const months = backtestMonths(questionOf(houseOf()), observed, {
      now: new Date('2026-04-15T00:00:00Z'),
      localTime: utc,
    });
    expect(months.map(({ question }) => question.from.toISOString().slice(0, 7))).toEqual([
      '2026-03',
      '2026-02',
    ]);
    expect(months.map(({ kept }) => kept)).toEqual([1, 1]);
    expect(months[0]?.question.habits.severities).toEqual([80, 0, 0, 0]);
  });

  it('are none where the record is too young, or has no call', () => {
    expect(backtestMonths(questionOf(houseOf()), NOTHING, { now: NOON, localTime: utc })).toEqual([]);
    expect(
      backtestMonths(questionOf(houseOf()), observed, {
        now: new Date('2026-02-15T00:00:00Z'),
        localTime: utc,
      }),
    ).toEqual([]);
    expect(judgeBacktest([], [])).toEqual({ months: 0, inside: null });
  });

  it('count as predicted when they lie where 95 in 100 replications lie', () => {
    const [month] = backtestMonths(questionOf(houseOf()), observed, {
      now: new Date('2026-04-15T00:00:00Z'),
      localTime: utc,
    });
    if (!month) throw new Error('there is no month');
    const played = (kept: number) => ({
      ...emptyTally(),
      cells: { '1 enhanced': Array.from({ length: 40 }, () => ({ tickets: 40, kept })) },
    });
    expect(judgeBacktest([month], [played(40)])).toEqual({ months: 1, inside: 1 });
    const failed = judgeBacktest([month], [played(20)]);
    expect(failed).toEqual({ months: 1, inside: 0 });
    expect(hasFailed(failed)).toBe(true);
    expect(hasFailed({ months: 0, inside: null })).toBe(false);
  });
});
