import { describe, expect, test } from 'vitest';
import { answerOnCall, formatOnCall, readOnCallQuestion } from '../../../src/cli/support/on-call.ts';
import type { ScheduleDefinition } from '../../../src/domain/oncall/schedule.ts';

const now = new Date('2026-01-06T11:00Z');
const schedule: ScheduleDefinition = {
  timezone: 'Europe/Berlin',
  layers: [
    {
      participants: ['anna', 'ben'],
      rotate: 'P7D',
      from: '2026-01-05T08:00',
      during: { 'mon-fri': '08:00-18:00' },
    },
  ],
  overrides: [{ engineer: 'ben', from: '2026-01-07T08:00', until: '2026-01-07T12:00' }],
};
const nameOf = (key: string) => ({ anna: 'Anna Weber', ben: 'Ben Groß' })[key] ?? key;
const front = { name: 'front', schedule };
const question = (options: Parameters<typeof readOnCallQuestion>[0]) =>
  readOnCallQuestion(options, 'Europe/Berlin', now);

describe('the options', () => {
  test.each([
    [{ at: 'tomorrow' }, '--at is "tomorrow", which is no time'],
    [{ at: '2026-02-30T08:00' }, '--at is "2026-02-30T08:00", which is no time'],
    [{ at: '2026-01-05T08:00+99:00' }, '--at is "2026-01-05T08:00+99:00", which is no time'],
    [{ at: '2026-01-05T08:00+14:01' }, '--at is "2026-01-05T08:00+14:01", which is no time'],
    [{ at: '2026-01-05T08:00-0175' }, 'which is no time'],
    [{ at: '2026-01-05T08:00+99:00[Europe/Berlin]' }, 'which is no time'],
    [{ at: '2026-01-05T08:00[America/New_York]' }, 'which is no time'],
    [{ at: '08:00' }, 'which is no time'],
    [{ at: '2026-01-05', from: '2026-01-05' }, 'either --at or'],
    [{ from: '2026-01-05' }, '--from and --until together'],
    [{ until: '2026-01-05' }, '--from and --until together'],
    [{ from: 'x', until: '2026-01-05' }, '--from is "x"'],
    [{ from: '2026-01-05', until: 'x' }, '--until is "x"'],
    [{ from: '2026-01-05', until: '2026-01-05' }, '--until must be after --from'],
    [{ from: '2026-01-05', until: '2096-01-05' }, 'five years apart at most'],
  ])('%j are refused', (options, fault) => {
    expect(question(options)).toEqual(expect.stringContaining(fault));
  });

  test('mean now, an instant, or a local time of the schedule', () => {
    expect(question({})).toEqual({ at: now });
    expect(question({ at: '2026-07-01T08:00:00Z' })).toEqual({ at: new Date('2026-07-01T08:00Z') });
    expect(question({ at: '2026-07-01T08:00+0530' })).toEqual({ at: new Date('2026-07-01T02:30Z') });
    expect(question({ at: '2026-07-01T08:00+14' })).toEqual({ at: new Date('2026-06-30T18:00Z') });
    expect(question({ at: '2026-07-01T08:00+05:30' })).toEqual({ at: new Date('2026-07-01T02:30Z') });
    expect(question({ at: '2026-07-01T08:00' })).toEqual({ at: new Date('2026-07-01T06:00Z') });
    expect(question({ from: '2026-07-01', until: '2026-07-02' })).toEqual({
      from: new Date('2026-06-30T22:00Z'),
      until: new Date('2026-07-01T22:00Z'),
    });
  });

  test('an hour that is repeated means the first time, whatever the season', () => {
    expect(question({ at: '2026-10-25T02:30' })).toEqual({ at: new Date('2026-10-25T00:30Z') });
    expect(question({ at: '2026-10-25T02:30+01:00' })).toEqual({ at: new Date('2026-10-25T01:30Z') });
  });

  test('an offset counts, whatever zone a program writes behind it', () => {
    const at = new Date('2026-10-25T01:30Z');
    expect(question({ at: '2026-10-25T02:30+01:00[Europe/Berlin]' })).toEqual({ at });
    expect(question({ at: '2026-10-25T01:30Z[UTC]' })).toEqual({ at });
  });

  test('an hour that is left out means the instant at which the clocks are put forward, as in a schedule', () => {
    expect(question({ at: '2026-03-29T02:30' })).toEqual({ at: new Date('2026-03-29T01:00Z') });
    const midnight = readOnCallQuestion({ at: '2026-09-06' }, 'America/Santiago', now);
    expect(midnight).toEqual({ at: new Date('2026-09-06T04:00Z') });
  });
});

describe('the answer', () => {
  test('for an instant', () => {
    expect(formatOnCall(answerOnCall(front, { at: now }), nameOf)).toEqual([
      'front, Tue 2026-01-06 12:00 (Europe/Berlin)',
      'Anna Weber is on call (layer 1), turn from Tue 2026-01-06 08:00 to Tue 2026-01-06 18:00.',
      'Next: Ben Groß from Wed 2026-01-07 08:00.',
    ]);
  });

  test('when nobody is on call, now or ever', () => {
    expect(formatOnCall(answerOnCall(front, { at: new Date('2026-01-10T00:00Z') }), nameOf).slice(1)).toEqual(
      ['Nobody is on call.', 'Next: Ben Groß from Mon 2026-01-12 08:00.'],
    );
    const empty = { name: 'empty', schedule: { ...schedule, layers: [], overrides: [] } };
    expect(formatOnCall(answerOnCall(empty, { at: now }), nameOf).slice(1)).toEqual([
      'Nobody is on call.',
      'Next: no change within four weeks.',
    ]);
  });

  test('for a time, gaps among the shifts', () => {
    const day = { from: new Date('2026-01-06T23:00Z'), until: new Date('2026-01-07T23:00Z') };
    expect(formatOnCall(answerOnCall(front, day), nameOf)).toEqual([
      'front, Wed 2026-01-07 00:00 to Thu 2026-01-08 00:00 (Europe/Berlin)',
      'Wed 2026-01-07 00:00  Wed 2026-01-07 08:00  nobody',
      'Wed 2026-01-07 08:00  Wed 2026-01-07 12:00  Ben Groß (override)',
      'Wed 2026-01-07 12:00  Wed 2026-01-07 18:00  Anna Weber (layer 1)',
      'Wed 2026-01-07 18:00  Thu 2026-01-08 00:00  nobody',
      'Nobody is on call for 14 h 00 min in 2 gaps.',
    ]);
  });

  test('in the hour that comes twice each time has its offset', () => {
    const night = { from: new Date('2026-10-25T00:30Z'), until: new Date('2026-10-25T01:30Z') };
    expect(formatOnCall(answerOnCall(front, night), nameOf).slice(0, 2)).toEqual([
      'front, Sun 2026-10-25 02:30 +02:00 to Sun 2026-10-25 02:30 +01:00 (Europe/Berlin)',
      'Sun 2026-10-25 02:30 +02:00  Sun 2026-10-25 02:30 +01:00  nobody',
    ]);
  });

  test('without a gap', () => {
    const hour = { from: new Date('2026-01-07T12:00Z'), until: new Date('2026-01-07T13:00Z') };
    expect(formatOnCall(answerOnCall(front, hour), nameOf).at(-1)).toBe('Somebody is on call all the time.');
  });

  test('the next shift has its own end, also one that lies far ahead', () => {
    const monthly = {
      ...schedule,
      overrides: [],
      layers: [{ participants: ['anna', 'ben'], rotate: 'P1M', from: '2026-01-01T08:00' }],
    };
    expect(
      answerOnCall({ name: 'months', schedule: monthly }, { at: new Date('2026-01-20T00:00Z') }),
    ).toMatchObject({
      next: { engineer: 'ben', from: new Date('2026-02-01T07:00Z'), until: new Date('2026-03-01T07:00Z') },
    });
  });

  test('as JSON, instants in UTC', () => {
    expect(JSON.parse(JSON.stringify(answerOnCall(front, { at: now })))).toEqual({
      schedule: 'front',
      timezone: 'Europe/Berlin',
      at: '2026-01-06T11:00:00.000Z',
      onCall: {
        engineer: 'anna',
        because: 'layer',
        layer: 0,
        from: '2026-01-06T07:00:00.000Z',
        until: '2026-01-06T17:00:00.000Z',
      },
      next: {
        engineer: 'ben',
        because: 'override',
        layer: null,
        from: '2026-01-07T07:00:00.000Z',
        until: '2026-01-07T11:00:00.000Z',
      },
    });
  });
});
