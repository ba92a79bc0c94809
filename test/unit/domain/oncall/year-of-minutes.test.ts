import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatLocalTime } from '../../../../src/domain/calendar/local-time.ts';
import { whoIsOnCall } from '../../../../src/domain/oncall/on-call.ts';
import type { ScheduleDefinition } from '../../../../src/domain/oncall/schedule.ts';
import { coverageGaps, shiftsBetween } from '../../../../src/domain/oncall/shifts.ts';
import { everyMinute, type SlowLayer, type SlowSchedule } from './minute-by-minute.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const DAY_NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function clockText(minute: number): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
}

function definitionOf({ layers, overrides }: SlowSchedule): ScheduleDefinition {
  const text = ({ from, until }: { from: number; until?: number | undefined }) => ({
    from: formatLocalTime(from),
    ...(until === undefined ? {} : { until: formatLocalTime(until) }),
  });
  return {
    timezone: 'Europe/Berlin',
    layers: layers.map((layer) => ({
      participants: layer.participants,
      rotate: `PT${layer.turnMinutes}M`,
      ...text(layer),
      ...(layer.during ? { during: duringOf(layer.during) } : {}),
    })),
    overrides: overrides.map(({ engineer, from, until }) => ({
      engineer,
      from: formatLocalTime(from),
      until: formatLocalTime(until),
    })),
  };
}

function duringOf(during: NonNullable<SlowLayer['during']>): Record<string, string[]> {
  const byDays: Record<string, string[]> = {};
  for (const { days, fromMinute, untilMinute } of during) {
    const key = days.map((day) => DAY_NAMES[day]).join(',');
    byDays[key] = [...(byDays[key] ?? []), `${clockText(fromMinute)}-${clockText(untilMinute)}`];
  }
  return byDays;
}

/** Shifts written out minute by minute. */
function minutesOf(definition: ScheduleDefinition, from: number, until: number): (string | null)[] {
  const minutes: (string | null)[] = Array((until - from) / MINUTE).fill(null);
  for (const shift of shiftsBetween(definition, new Date(from), new Date(until))) {
    minutes.fill(
      shift.engineer,
      (shift.from.getTime() - from) / MINUTE,
      (shift.until.getTime() - from) / MINUTE,
    );
  }
  return minutes;
}

function askedEvery(minutes: number, definition: ScheduleDefinition, from: number, until: number) {
  const instants = Array.from(
    { length: (until - from) / MINUTE / minutes },
    (_, index) => from + index * minutes * MINUTE,
  );
  return instants.map((instant) => whoIsOnCall(definition, new Date(instant))?.engineer ?? null);
}

/** Where two answers differ: half a million of them are too many to print. */
function firstDifference(found: (string | null)[], expected: (string | null)[]) {
  const index = expected.findIndex((answer, minute) => answer !== found[minute]);
  return index < 0 ? null : { index, found: found[index], expected: expected[index] };
}

test('a year of a real rota, every minute of it', () => {
  const schedule: SlowSchedule = {
    layers: [
      { participants: ['anna', 'ben', 'carla'], turnMinutes: 7 * 24 * 60, from: Date.UTC(2026, 0, 5, 8) },
      {
        participants: ['dora', 'emil'],
        turnMinutes: 12 * 60,
        from: Date.UTC(2025, 11, 1, 8),
        during: [
          { days: [0, 1, 2, 3, 4], fromMinute: 20 * 60, untilMinute: 8 * 60 },
          { days: [5, 6], fromMinute: 9 * 60, untilMinute: 17 * 60 + 30 },
        ],
      },
      {
        participants: ['finn', 'gina'],
        turnMinutes: 24 * 60,
        from: Date.UTC(2026, 6, 1, 2, 30),
        until: Date.UTC(2026, 10, 1),
      },
    ],
    overrides: [
      { engineer: 'hans', from: Date.UTC(2026, 2, 28, 20), until: Date.UTC(2026, 2, 29, 5) },
      { engineer: 'ida', from: Date.UTC(2026, 2, 29, 1, 30), until: Date.UTC(2026, 2, 29, 3, 30) },
      { engineer: 'hans', from: Date.UTC(2026, 9, 25, 2, 15), until: Date.UTC(2026, 9, 25, 2, 45) },
    ],
  };
  const definition = definitionOf(schedule);
  const [from, until] = [Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1)];
  const expected = everyMinute(schedule, from, until);
  expect(firstDifference(minutesOf(definition, from, until), expected)).toBeNull();
  const asked = expected.map(
    (_, index) => whoIsOnCall(definition, new Date(from + index * MINUTE))?.engineer ?? null,
  );
  expect(asked).toEqual(expected);
});

const quarterOfDay = fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15);

const span = fc
  .record({
    days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
    fromMinute: quarterOfDay,
    untilMinute: quarterOfDay,
  })
  .filter(({ fromMinute, untilMinute }) => fromMinute !== untilMinute);

/** Local times within a fortnight, often in the night itself, none of which a clock change skips. */
function localTimeNear(day: number) {
  return fc
    .oneof(fc.integer({ min: -7 * 96, max: 7 * 96 }), fc.integer({ min: 0, max: 16 }))
    .map((quarter) => day + quarter * 15 * MINUTE)
    .filter((local) => !(local >= Date.UTC(2026, 2, 29, 2) && local < Date.UTC(2026, 2, 29, 3)));
}

function schedulesNear(day: number): fc.Arbitrary<SlowSchedule> {
  const engineer = fc.constantFrom('anna', 'ben', 'carla', 'dora');
  const layer = fc.record({
    participants: fc.array(engineer, { minLength: 1, maxLength: 4 }),
    turnMinutes: fc.constantFrom(15, 60, 90, 8 * 60, 12 * 60, 24 * 60, 36 * 60, 7 * 24 * 60),
    from: localTimeNear(day),
    until: fc.option(fc.constant(day + 9 * DAY), { nil: undefined }),
    during: fc.option(fc.array(span, { minLength: 1, maxLength: 3 }), { nil: undefined }),
  });
  const override = fc
    .record({ engineer, from: localTimeNear(day), until: localTimeNear(day) })
    .filter(({ from, until }) => from < until);
  return fc.record({
    layers: fc.array(layer, { maxLength: 3 }),
    overrides: fc.array(override, { maxLength: 4 }),
  });
}

test.each([
  ['forward', Date.UTC(2026, 2, 29)],
  ['back', Date.UTC(2026, 9, 25)],
])('any rota in the week in which the clocks are put %s', (_, day) => {
  const [from, until] = [day - 3 * DAY, day + 3 * DAY];
  fc.assert(
    fc.property(schedulesNear(day), (schedule) => {
      const definition = definitionOf(schedule);
      const expected = everyMinute(schedule, from, until);
      expect(firstDifference(minutesOf(definition, from, until), expected)).toBeNull();
      expect(askedEvery(15, definition, from, until)).toEqual(
        expected.filter((_, minute) => minute % 15 === 0),
      );
    }),
    { numRuns: 60 },
  );
});

test('shifts and gaps together fill the time, and whoever is asked inside a shift gives the same answer', () => {
  const day = Date.UTC(2026, 9, 25);
  fc.assert(
    fc.property(schedulesNear(day), (schedule) => {
      const definition = definitionOf(schedule);
      const [from, until] = [new Date(day - 3 * DAY), new Date(day + 3 * DAY)];
      const shifts = shiftsBetween(definition, from, until);
      const pieces = [...shifts, ...coverageGaps(definition, from, until)].toSorted(
        (a, b) => a.from.getTime() - b.from.getTime(),
      );
      expect(pieces.at(0)?.from).toEqual(from);
      expect(pieces.at(-1)?.until).toEqual(until);
      pieces.slice(1).forEach((piece, index) => {
        expect(piece.from).toEqual(pieces[index]?.until);
      });
      for (const { engineer, layer, ...shift } of shifts) {
        const first = whoIsOnCall(definition, shift.from);
        const last = whoIsOnCall(definition, new Date(shift.until.getTime() - 1));
        expect([first?.engineer, first?.layer]).toEqual([engineer, layer]);
        expect([last?.engineer, last?.layer]).toEqual([engineer, layer]);
      }
    }),
    { numRuns: 60 },
  );
});
