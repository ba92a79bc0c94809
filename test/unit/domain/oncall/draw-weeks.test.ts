import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatLocalTime,
  type LocalTime,
  parseLocalTime,
} from '../../../../src/domain/calendar/local-time.ts';
import type { ScheduleDefinition } from '../../../../src/domain/oncall/schedule.ts';
import { drawWeeks, mondayOf } from '../../../../src/web/console/schedules/draw-weeks.ts';

const BERLIN: ScheduleDefinition = {
  timezone: 'Europe/Berlin',
  layers: [{ participants: ['anna', 'ben'], rotate: 'P7D', from: '2026-01-05T08:00' }],
  overrides: [],
};
const NOW = new Date('2026-11-25T11:00:00Z');

const local = (text: string) => parseLocalTime(text) as LocalTime;

function week(schedule: ScheduleDefinition, monday: string) {
  const [drawn] = drawWeeks(schedule, { monday: local(`${monday}T00:00`), weeks: 1 }, NOW);
  if (!drawn) throw new Error('no week was drawn');
  return drawn;
}

test('a week begins with whoever goes on from the week before, and is handed over at 08:00', () => {
  const { bars, nowAt } = week(BERLIN, '2026-11-23');
  expect(bars).toMatchObject([
    { shift: { engineer: 'ben' }, begin: 0, end: 8 / 168, begins: false, ends: true },
    { shift: { engineer: 'anna' }, begin: 8 / 168, end: 1, begins: true, ends: false },
  ]);
  expect(bars[1]?.until).toEqual(new Date('2026-11-30T07:00:00Z'));
  expect(nowAt).toBeCloseTo(60 / 168);
  expect(week(BERLIN, '2026-11-30').nowAt).toBeNull();
});

test('a time without anybody is a bar, too', () => {
  const nights = { ...BERLIN, layers: [{ ...BERLIN.layers[0], during: { 'mon-sun': '08:00-20:00' } }] };
  const { bars } = week(nights as ScheduleDefinition, '2026-11-23');
  expect(bars.filter(({ shift }) => shift === null)).toHaveLength(8);
});

test('on the days of the clock change noon is still in the middle, and the day says how long it is', () => {
  for (const [monday, hours] of [
    ['2026-03-23', 23],
    ['2026-10-19', 25],
  ] as const) {
    const sunday = formatLocalTime(local(`${monday}T00:00`) + 6 * 86_400_000).slice(0, 10);
    const noon = { engineer: 'carla', from: `${sunday}T12:00`, until: `${sunday}T18:00` };
    const { days, bars } = week({ ...BERLIN, overrides: [noon] }, monday);
    expect(days.map((day) => day.hours)).toEqual([24, 24, 24, 24, 24, 24, hours]);
    expect(bars.find(({ shift }) => shift?.engineer === 'carla')).toMatchObject({
      begin: 6.5 / 7,
      end: 6.75 / 7,
    });
  }
});

test('whatever the rota, the bars of a week follow each other from its beginning to its end', () => {
  const hour = fc
    .integer({ min: 0, max: 1_000 })
    .map((hours) => local('2026-10-05T00:00') + hours * 3_600_000);
  const span = fc.tuple(hour, hour).filter(([from, until]) => from < until);
  fc.assert(
    fc.property(fc.array(span, { maxLength: 6 }), (spans) => {
      const overrides = spans.map(([from, until], index) => ({
        engineer: `person-${index}`,
        from: formatLocalTime(from),
        until: formatLocalTime(until),
      }));
      const rota = { timezone: 'UTC', layers: [], overrides };
      for (const { bars } of drawWeeks(rota, { monday: local('2026-10-05T00:00'), weeks: 6 }, NOW)) {
        const places = bars.flatMap(({ begin, end }) => [begin, end]);
        expect(places[0]).toBe(0);
        expect(places.at(-1)).toBe(1);
        expect(
          places.slice(1, -1).every((place, index) => index % 2 === 1 || place === places[index + 2]),
        ).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

test('a week begins on its Monday, whatever day is asked for', () => {
  for (const day of ['2026-11-23T00:00', '2026-11-25T13:00', '2026-11-29T23:59'])
    expect(formatLocalTime(mondayOf(local(day)))).toBe('2026-11-23T00:00');
});
