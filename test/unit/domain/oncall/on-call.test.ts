import { describe, expect, test } from 'vitest';
import { whoIsOnCall } from '../../../../src/domain/oncall/on-call.ts';
import type {
  LayerDefinition,
  OverrideDefinition,
  ScheduleDefinition,
} from '../../../../src/domain/oncall/schedule.ts';
import { coverageGaps, gapEnd, shiftsBetween, staysUntil } from '../../../../src/domain/oncall/shifts.ts';

function rota(
  layers: LayerDefinition[],
  overrides: OverrideDefinition[] = [],
  timezone = 'Europe/Berlin',
): ScheduleDefinition {
  return { timezone, layers, overrides };
}

const weekly: LayerDefinition = { participants: ['anna', 'ben'], rotate: 'P7D', from: '2026-01-04T08:00' };
const daily: LayerDefinition = { ...weekly, rotate: 'P1D' };
const shifts: LayerDefinition = { ...weekly, rotate: 'PT12H' };

const who = (schedule: ScheduleDefinition, at: string) =>
  whoIsOnCall(schedule, new Date(at))?.engineer ?? null;
const spans = (list: { from: Date; until: Date; engineer?: string }[]) =>
  list.map(({ from, until, engineer }) => [
    from.toISOString().slice(0, 16),
    until.toISOString().slice(0, 16),
    engineer,
  ]);

test('a schedule with faults is refused, with the first of them', () => {
  const broken = rota([{ ...weekly, rotate: 'P0D' }]);
  expect(() => whoIsOnCall(broken, new Date('2026-01-05T00:00Z'))).toThrow(
    expect.objectContaining({ code: 'bad-directory', message: expect.stringContaining('"P0D"') }),
  );
});

describe('nobody is on call', () => {
  test('in a schedule without layers and overrides', () => {
    expect(who(rota([]), '2026-01-05T00:00Z')).toBeNull();
    const gaps = coverageGaps(rota([]), new Date('2026-01-05T00:00Z'), new Date('2026-01-06T00:00Z'));
    expect(spans(gaps)).toEqual([['2026-01-05T00:00', '2026-01-06T00:00', undefined]]);
  });

  test('before the first layer begins, and after the last has ended', () => {
    const term = rota([{ ...weekly, until: '2026-02-01T08:00' }]);
    expect(who(term, '2026-01-04T06:59:59.999Z')).toBeNull();
    expect(who(term, '2026-01-04T07:00Z')).toBe('anna');
    expect(who(term, '2026-02-01T06:59:59.999Z')).toBe('ben');
    expect(who(term, '2026-02-01T07:00Z')).toBeNull();
  });

  test('outside the hours of the only layer: each night and weekend is a gap', () => {
    const office = rota([{ ...weekly, during: { 'mon-fri': '08:00-18:00' } }]);
    const gaps = coverageGaps(office, new Date('2026-03-26T17:00Z'), new Date('2026-03-31T07:00Z'));
    expect(spans(gaps)).toEqual([
      ['2026-03-26T17:00', '2026-03-27T07:00', undefined],
      ['2026-03-27T17:00', '2026-03-30T06:00', undefined],
      ['2026-03-30T16:00', '2026-03-31T06:00', undefined],
    ]);
  });

  test('in a span of no length, or one that ends before it begins', () => {
    const at = new Date('2026-01-05T00:00Z');
    expect(shiftsBetween(rota([weekly]), at, at)).toEqual([]);
    expect(coverageGaps(rota([]), at, new Date(0))).toEqual([]);
  });
});

describe('hand-over at 08:00 on the wall', () => {
  test.each([
    ['each day', daily],
    ['each week', weekly],
    ['twice a day', shifts],
  ])('%s, on the days on which the clocks are put forward and back', (_, layer) => {
    for (const handOver of ['2026-03-29T06:00:00Z', '2026-10-25T07:00:00Z']) {
      const at = Date.parse(handOver);
      const turn = whoIsOnCall(rota([layer]), new Date(at));
      expect(turn?.from).toEqual(new Date(at));
      expect(who(rota([layer]), new Date(at - 1).toISOString())).not.toBe(turn?.engineer);
    }
  });

  test('turns of twelve hours are eleven or thirteen long in those nights', () => {
    const length = (at: string) => {
      const turn = whoIsOnCall(rota([shifts]), new Date(at));
      return turn ? (turn.until.getTime() - turn.from.getTime()) / 3_600_000 : null;
    };
    expect(length('2026-03-28T23:00Z')).toBe(11);
    expect(length('2026-03-29T12:00Z')).toBe(12);
    expect(length('2026-10-25T00:30Z')).toBe(13);
  });

  test('a hand-over in the hour that is repeated happens once, the first time', () => {
    const night = rota([{ ...daily, from: '2026-10-24T02:30' }]);
    expect(who(night, '2026-10-25T00:29Z')).toBe('anna');
    expect(who(night, '2026-10-25T00:30Z')).toBe('ben');
    expect(who(night, '2026-10-25T01:15Z')).toBe('ben');
  });

  test('a hand-over in the hour that is skipped happens at the jump', () => {
    const night = rota([{ ...daily, from: '2026-03-28T02:30' }]);
    expect(who(night, '2026-03-29T00:59Z')).toBe('anna');
    expect(who(night, '2026-03-29T01:00Z')).toBe('ben');
  });

  test('zones without daylight-saving time, with odd offsets and with half an hour of it', () => {
    expect(who(rota([daily], [], 'Asia/Kolkata'), '2026-01-05T02:29Z')).toBe('anna');
    expect(who(rota([daily], [], 'Asia/Kolkata'), '2026-01-05T02:30Z')).toBe('ben');
    expect(who(rota([daily], [], 'UTC'), '2026-01-05T08:00Z')).toBe('ben');
    const island = rota([daily], [], 'Australia/Lord_Howe');
    expect(whoIsOnCall(island, new Date('2026-04-05T00:00Z'))?.from.toISOString()).toBe(
      '2026-04-04T21:30:00.000Z',
    );
    expect(whoIsOnCall(island, new Date('2026-04-03T23:00Z'))?.from.toISOString()).toBe(
      '2026-04-03T21:00:00.000Z',
    );
  });
});

describe('whoever is on call stays so', () => {
  const stays = (schedule: ScheduleDefinition, at: string) =>
    staysUntil(schedule, new Date(at))?.toISOString().slice(0, 16) ?? null;
  const office = rota([{ ...weekly, from: '2026-01-05T08:00', during: { 'mon-fri': '09:00-18:00' } }]);

  test('until their hours end, whoever comes next', () => {
    // a Friday; the other one begins on Monday
    expect(stays(office, '2026-01-09T16:00Z')).toBe('2026-01-09T17:00');
    expect(stays(office, '2026-01-09T20:00Z')).toBeNull();
  });

  test('from turn to turn and by whatever rule, as long as nobody else comes', () => {
    const longer = { engineer: 'anna', from: '2026-01-09T18:00', until: '2026-01-10T12:00' };
    expect(stays({ ...office, overrides: [longer] }, '2026-01-09T16:00Z')).toBe('2026-01-10T11:00');
    expect(stays(rota([{ ...daily, participants: ['anna', 'anna', 'ben'] }]), '2026-01-04T08:00Z')).toBe(
      '2026-01-06T07:00',
    );
  });

  test('until their turn ends, where nobody else ever comes', () => {
    expect(stays(rota([{ ...daily, participants: ['anna'] }]), '2026-01-04T08:00Z')).toBe('2026-01-05T07:00');
  });
});

test('a gap is over when somebody is there again, or has not to be; else its end is not in sight', () => {
  const ends = (schedule: ScheduleDefinition) =>
    coverageGaps(schedule, new Date('2026-01-09T00:00Z'), new Date('2026-01-16T00:00Z')).map(
      (gap) => gapEnd(schedule, gap)?.toISOString().slice(0, 16) ?? null,
    );
  const week = { ...weekly, from: '2026-01-05T08:00', until: '2026-01-09T12:00' };
  expect(ends(rota([week]))).toEqual([null]);
  expect(ends(rota([week, { ...weekly, from: '2026-01-12T08:00' }]))).toEqual(['2026-01-12T07:00']);
  const office = { ...week, during: { 'mon-fri': '09:00-18:00' } };
  expect(
    ends({
      ...rota([office, { ...office, from: '2026-01-13T08:00', until: '2027-01-01T00:00' }]),
      covers: 'office',
    }),
  ).toEqual(['2026-01-12T17:00']);
});

describe('turns', () => {
  test('go round, whole centuries on', () => {
    expect(who(rota([weekly]), '2126-01-07T12:00Z')).toBe(who(rota([weekly]), '2026-01-07T12:00Z'));
  });

  test('of a month are handed over on the same day of the month, or its last', () => {
    const monthly = rota([{ ...weekly, rotate: 'P1M', from: '2026-01-31T08:00' }]);
    expect(
      spans(shiftsBetween(monthly, new Date('2026-01-31T07:00Z'), new Date('2026-05-01T00:00Z'))),
    ).toEqual([
      ['2026-01-31T07:00', '2026-02-28T07:00', 'anna'],
      ['2026-02-28T07:00', '2026-03-31T06:00', 'ben'],
      ['2026-03-31T06:00', '2026-04-30T06:00', 'anna'],
      ['2026-04-30T06:00', '2026-05-01T00:00', 'ben'],
    ]);
  });

  test('of a single participant are one long shift', () => {
    const alone = rota([{ ...weekly, participants: ['anna'] }]);
    const year = shiftsBetween(alone, new Date('2026-02-01T00:00Z'), new Date('2027-02-01T00:00Z'));
    expect(spans(year)).toEqual([['2026-02-01T00:00', '2027-02-01T00:00', 'anna']]);
    expect(whoIsOnCall(alone, new Date('2026-01-05T00:00Z'))?.until).toEqual(new Date('2026-01-11T07:00Z'));
  });
});

describe('layers', () => {
  const dayAndNight = rota([
    { ...weekly, participants: ['anna', 'ben'], during: { 'mon-sun': '08:00-20:00' } },
    { ...weekly, participants: ['carla', 'dora'], rotate: 'P1D', during: { 'mon-sun': '20:00-08:00' } },
  ]);

  test('a day and a night layer cover the whole year', () => {
    const year = [new Date('2026-01-04T07:00Z'), new Date('2027-01-04T07:00Z')] as const;
    expect(coverageGaps(dayAndNight, ...year)).toEqual([]);
    expect(shiftsBetween(dayAndNight, ...year)).toHaveLength(730);
    expect(who(dayAndNight, '2026-01-05T18:59Z')).toBe('anna');
    expect(who(dayAndNight, '2026-01-05T19:00Z')).toBe('dora');
    expect(who(dayAndNight, '2026-01-06T06:59Z')).toBe('dora');
  });

  test('a night belongs to the day on which it begins', () => {
    const friday = rota([{ ...weekly, during: { fri: '22:00-06:00' } }]);
    expect(who(friday, '2026-01-10T04:59Z')).toBe('anna');
    expect(who(friday, '2026-01-10T05:00Z')).toBeNull();
    expect(who(friday, '2026-01-10T22:00Z')).toBeNull();
  });

  test('a weekend in three spans is one turn, also over Sunday midnight', () => {
    const weekend = rota([
      {
        ...weekly,
        participants: ['anna'],
        rotate: 'P1Y',
        during: { fri: '18:00-24:00', 'sat,sun': '00:00-24:00', mon: '00:00-08:00' },
      },
    ]);
    expect(whoIsOnCall(weekend, new Date('2026-01-11T12:00Z'))).toEqual({
      engineer: 'anna',
      because: 'layer',
      layer: 0,
      from: new Date('2026-01-09T17:00Z'),
      until: new Date('2026-01-12T07:00Z'),
    });
  });

  test('the later layer wins, once it has begun, and leaves the rest to the earlier one', () => {
    const helped = rota([
      weekly,
      { ...weekly, participants: ['emil'], from: '2026-06-01T00:00', during: { wed: '10:00-12:00' } },
    ]);
    expect(who(helped, '2026-05-27T09:00Z')).toBe('anna');
    expect(whoIsOnCall(helped, new Date('2026-06-03T09:00Z'))).toMatchObject({
      engineer: 'emil',
      because: 'layer',
      layer: 1,
      from: new Date('2026-06-03T08:00Z'),
      until: new Date('2026-06-03T10:00Z'),
    });
    expect(whoIsOnCall(helped, new Date('2026-06-03T07:59Z'))).toMatchObject({
      layer: 0,
      until: new Date('2026-06-03T08:00Z'),
    });
  });
});

describe('overrides', () => {
  const christmas = { engineer: 'carla', from: '2026-12-24T08:00', until: '2026-12-27T08:00' };
  const evening = { engineer: 'dora', from: '2026-12-24T18:00', until: '2026-12-24T22:00' };

  test('win over every layer, from their first moment to before their last', () => {
    const schedule = rota([weekly], [christmas]);
    expect(who(schedule, '2026-12-24T06:59:59.999Z')).toBe('anna');
    expect(whoIsOnCall(schedule, new Date('2026-12-24T07:00Z'))).toEqual({
      engineer: 'carla',
      because: 'override',
      layer: null,
      from: new Date('2026-12-24T07:00Z'),
      until: new Date('2026-12-27T07:00Z'),
    });
    expect(who(schedule, '2026-12-27T07:00Z')).toBe('ben');
  });

  test('fill a gap and a schedule without layers', () => {
    expect(who(rota([], [christmas]), '2026-12-25T00:00Z')).toBe('carla');
  });

  test('that overlap: the later entry wins, and gives back what is left', () => {
    const days = [new Date('2026-12-24T07:00Z'), new Date('2026-12-27T07:00Z')] as const;
    expect(spans(shiftsBetween(rota([weekly], [christmas, evening]), ...days))).toEqual([
      ['2026-12-24T07:00', '2026-12-24T17:00', 'carla'],
      ['2026-12-24T17:00', '2026-12-24T21:00', 'dora'],
      ['2026-12-24T21:00', '2026-12-27T07:00', 'carla'],
    ]);
    expect(spans(shiftsBetween(rota([weekly], [evening, christmas]), ...days))).toEqual([
      ['2026-12-24T07:00', '2026-12-27T07:00', 'carla'],
    ]);
  });
});
