import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_REST_RULE, type RestRule } from '../../../../src/domain/calendar/rest-rule.ts';
import { wallClock } from '../../../../src/domain/calendar/wall-clock.ts';
import { dutyMonth } from '../../../../src/domain/duty/duty-month.ts';
import type { ScheduleDefinition } from '../../../../src/domain/oncall/schedule.ts';
import { brokenNights, restSpans, restUntil } from '../../../../src/domain/relief/decide-rest.ts';

const BERLIN = wallClock('Europe/Berlin');
const ANEW: RestRule = { ...NO_REST_RULE, rule: 'anew' };
const PROLONGED: RestRule = { ...NO_REST_RULE, rule: 'prolonged' };
const HOUR = 3_600_000;
const MINUTE = 60_000;

/** @param local as Berlin writes it in winter */
const at = (local: string) => new Date(`${local}:00+01:00`);
const span = (from: string, until: string) => ({ from: at(from).getTime(), until: at(until).getTime() });
const iso = (spans: readonly { from: number; until: number }[]) =>
  spans.map(({ from, until }) => [new Date(from).toISOString(), new Date(until).toISOString()]);

describe('rest after a broken night', () => {
  const work = [span('2026-11-03T23:30', '2026-11-03T23:50'), span('2026-11-04T03:00', '2026-11-04T03:40')];

  it('begins anew after the last work', () => {
    expect(iso(restSpans(work, ANEW, BERLIN))).toEqual([
      ['2026-11-04T02:40:00.000Z', '2026-11-04T13:40:00.000Z'],
    ]);
    expect(restUntil(restSpans(work, ANEW, BERLIN), at('2026-11-04T10:00'))).toEqual(at('2026-11-04T14:40'));
    expect(restUntil(restSpans(work, ANEW, BERLIN), at('2026-11-04T14:40'))).toBeNull();
  });

  it('or is prolonged by what was worked: 11 hours from 23:00, and an hour', () => {
    expect(iso(restSpans(work, PROLONGED, BERLIN))).toEqual([
      ['2026-11-04T02:40:00.000Z', '2026-11-04T10:00:00.000Z'],
    ]);
  });

  it('is none by day, when it is off, or when nobody worked', () => {
    expect(restSpans([span('2026-11-04T06:00', '2026-11-04T22:59')], ANEW, BERLIN)).toEqual([]);
    expect(restSpans(work, NO_REST_RULE, BERLIN)).toEqual([]);
    expect(restSpans([], ANEW, BERLIN)).toEqual([]);
  });

  it('counts a talk that begins in the evening and ends at night, and one that goes on into the morning', () => {
    const talks = [
      span('2026-11-04T22:50', '2026-11-04T23:10'),
      span('2026-11-05T05:30', '2026-11-05T07:00'),
    ];
    const [night, ...others] = brokenNights(talks, '23:00-06:00', BERLIN);
    expect(others).toEqual([]);
    expect(night?.workedMs).toBe(40 * MINUTE);
    expect(iso(restSpans(talks, ANEW, BERLIN))).toEqual([
      ['2026-11-05T06:00:00.000Z', '2026-11-05T17:00:00.000Z'],
    ]);
  });

  it('is prolonged by all of a talk that goes on into the day', () => {
    // 11 hours from 23:00, ten minutes, and from five to one o'clock
    const talks = [
      span('2026-11-04T00:10', '2026-11-04T00:20'),
      span('2026-11-04T05:00', '2026-11-04T13:00'),
    ];
    expect(iso(restSpans(talks, PROLONGED, BERLIN))).toEqual([
      ['2026-11-04T12:00:00.000Z', '2026-11-04T17:10:00.000Z'],
    ]);
  });

  it('knows the night in which the clocks go back to be an hour longer', () => {
    const all = { from: Date.parse('2026-10-24T20:00:00Z'), until: Date.parse('2026-10-25T08:00:00Z') };
    expect(brokenNights([all], '23:00-06:00', BERLIN)[0]?.workedMs).toBe(8 * HOUR);
  });

  it('never ends before it begins, and more work never ends it sooner', () => {
    const minute = fc.integer({ min: 0, max: 4 * 24 * 60 });
    const work = fc.array(fc.tuple(minute, fc.integer({ min: 1, max: 600 })), { maxLength: 5 }).map((spans) =>
      spans.map(([from, length]) => {
        const begin = at('2026-10-23T12:00').getTime() + from * MINUTE;
        return { from: begin, until: begin + length * MINUTE };
      }),
    );
    fc.assert(
      fc.property(work, work, fc.constantFrom(ANEW, PROLONGED), (some, more, rule) => {
        const united = (spans: typeof some) => spans.toSorted((one, other) => one.from - other.from);
        const before = restSpans(united(some), rule, BERLIN);
        for (const { from, until } of before) expect(until).toBeGreaterThan(from);
        const latest = (spans: typeof some) => Math.max(0, ...spans.map(({ until }) => until));
        expect(latest(restSpans(united([...some, ...more]), rule, BERLIN))).toBeGreaterThanOrEqual(
          latest(before),
        );
      }),
    );
  });
});

describe('a month of stand-by', () => {
  const front: ScheduleDefinition = {
    timezone: 'Europe/Berlin',
    layers: [
      {
        participants: ['anna', 'ben'],
        rotate: 'P7D',
        from: '2026-10-26T08:00',
        during: { 'mon-fri': '18:00-24:00', 'sat-sun': '00:00-24:00' },
      },
    ],
    overrides: [{ engineer: 'anna', from: '2026-11-24T18:00', until: '2026-11-25T08:00' }],
  };
  const back: ScheduleDefinition = {
    timezone: 'Europe/Berlin',
    layers: [{ participants: ['anna'], rotate: 'P7D', from: '2026-11-07T20:00', until: '2026-11-08T20:00' }],
    overrides: [],
  };
  const rules = {
    month: span('2026-11-01T00:00', '2026-12-01T00:00'),
    clock: BERLIN,
    rest: NO_REST_RULE,
    now: at('2026-12-05T00:00'),
  };

  /*
   * By hand, for Anna. She has the weeks that begin on 26 October, 9 November and 23 November, hand-over Mondays at 08:00.
   *   Sun 1 Nov 00:00-24:00                                    24 h
   *   Mon 2 Nov 00:00-08:00: weekdays count from 18:00 on        0 h
   *   back desk, Sat 7 Nov 20:00 to Sun 8 Nov 20:00             24 h
   *   9 to 16 Nov: five evenings of 6 h, Sat and Sun            30 + 48 = 78 h
   *   23 to 30 Nov: five evenings of 6 h, Sat and Sun           30 + 48 = 78 h
   *   Mon 30 Nov 00:00-08:00: none; from 08:00 it is Ben's       0 h
   *   override 24 Nov 18:00 to 25 Nov 08:00: 6 h of it are hers already, 8 h more
   */
  it('comes to what was worked out by hand, to the minute', () => {
    const rows = {
      legs: [
        { from: at('2026-10-31T23:50'), until: at('2026-11-01T00:10') },
        { from: at('2026-11-10T02:00'), until: at('2026-11-10T02:25') },
        { from: at('2026-11-10T02:20'), until: at('2026-11-10T02:40') },
        { from: at('2026-11-14T15:00'), until: at('2026-11-14T15:12') },
        { from: at('2026-11-30T23:55'), until: at('2026-12-01T00:20') },
      ],
      held: [{ from: at('2026-11-10T01:58'), until: at('2026-11-10T02:30') }],
      deeds: [at('2026-11-10T09:00'), at('2026-11-12T19:00')],
    };
    expect(dutyMonth('anna', [front, back], rows, rules)).toEqual({
      engineer: 'anna',
      standByMs: (24 + 24 + 78 + 78 + 8) * HOUR,
      // the one that began in October is October's
      calls: 4,
      // 10 (over midnight) + 42 (01:58 to 02:40) + 12 + 5 (until midnight) + 2 texts
      workedMs: (10 + 42 + 12 + 5 + 2) * MINUTE,
      workedAtNightMs: (10 + 42 + 5) * MINUTE,
      // the night in which the first call was is October's, too
      brokenNights: 2,
      // the text at nine, within eleven hours of 02:40
      restBreaches: 1,
    });
  });

  it('counts a night, and a call in somebody’s rest, over the end of the month once', () => {
    const rows = {
      legs: [
        { from: at('2026-10-31T23:10'), until: at('2026-10-31T23:20') },
        { from: at('2026-10-31T23:50'), until: at('2026-11-01T00:10') },
        { from: at('2026-11-01T00:30'), until: at('2026-11-01T00:40') },
        { from: at('2026-11-30T12:00'), until: at('2026-11-30T12:10') },
        { from: at('2026-12-01T00:30'), until: at('2026-12-01T00:40') },
      ],
      held: [],
      deeds: [],
    };
    const october = { ...rules, month: span('2026-10-01T00:00', '2026-11-01T00:00') };
    const december = { ...rules, month: span('2026-12-01T00:00', '2027-01-01T00:00') };
    const figures = [october, rules, december].map((month) => dutyMonth('anna', [front], rows, month));
    expect(figures.map(({ brokenNights: nights }) => nights)).toEqual([1, 0, 1]);
    expect(figures.map(({ workedAtNightMs }) => workedAtNightMs / MINUTE)).toEqual([20, 20, 10]);
    // a day of rest from 05:40 on, broken in the evening
    const legs = [
      { from: at('2026-10-31T05:00'), until: at('2026-10-31T05:40') },
      { from: at('2026-10-31T22:30'), until: at('2026-11-01T00:10') },
    ];
    const breaches = [october, rules].map((month) =>
      dutyMonth('anna', [front], { ...rows, legs }, { ...month, rest: { ...ANEW, hours: 24 } }),
    );
    expect(breaches.map(({ restBreaches }) => restBreaches)).toEqual([1, 0]);
  });

  it('is nothing for somebody who was not on call and did nothing', () => {
    expect(dutyMonth('carla', [front, back], { legs: [], held: [], deeds: [] }, rules)).toEqual({
      engineer: 'carla',
      standByMs: 0,
      calls: 0,
      workedMs: 0,
      workedAtNightMs: 0,
      brokenNights: 0,
      restBreaches: 0,
    });
  });
});
