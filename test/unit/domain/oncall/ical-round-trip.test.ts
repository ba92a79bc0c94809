import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scheduleToIcal } from '../../../../src/domain/oncall/ical-export.ts';
import { overridesFromIcal } from '../../../../src/domain/oncall/ical-import.ts';
import type { ScheduleDefinition } from '../../../../src/domain/oncall/schedule.ts';
import { wholeShiftsBetween } from '../../../../src/domain/oncall/shifts.ts';

/** A zone, and an instant at which its clocks are changed, or its rules were. */
const CHANGES = [
  ['Europe/Berlin', '2026-03-29T01:00Z'],
  ['Europe/Berlin', '2026-10-25T01:00Z'],
  ['America/New_York', '2026-03-08T07:00Z'],
  ['America/New_York', '2026-11-01T06:00Z'],
  ['America/St_Johns', '2026-11-01T04:30Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30Z'],
  ['Australia/Adelaide', '2026-04-04T16:30Z'],
  ['Pacific/Chatham', '2026-09-26T14:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00Z'],
  ['Asia/Pyongyang', '2018-05-04T15:00Z'],
  ['Europe/Istanbul', '2016-09-06T21:00Z'],
  ['America/Sao_Paulo', '2018-11-04T03:00Z'],
  ['Africa/Casablanca', '2026-02-15T02:00Z'],
] as const;

const two = (count: number) => String(count).padStart(2, '0');
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 45))
  .map(([hours, minutes]) => `${two(hours)}:${two(minutes)}`);

test('what was exported and is imported again puts the same people on call, in nights in which the clocks are changed', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...CHANGES),
      fc.constantFrom('P1D', 'PT12H', 'P7D', 'PT2H', 'PT1H', 'PT90M', 'PT30M'),
      time,
      fc.integer({ min: -40, max: 0 }),
      fc.integer({ min: 1, max: 40 }),
      ([timezone, change], rotate, at, before, after) => {
        const [from, until] = [before, after].map((h) => new Date(Date.parse(change) + h * 3_600_000)) as [
          Date,
          Date,
        ];
        const day = new Date(from.getTime() - 9 * 86_400_000).toISOString().slice(0, 10);
        const layers = [{ participants: ['anna', 'ben', 'carla'], rotate, from: `${day}T${at}` }];
        const schedule: ScheduleDefinition = { timezone, layers, overrides: [] };
        const text = scheduleToIcal({
          name: 'front',
          schedule,
          from,
          until,
          nameOf: (key) => key,
          now: from,
        });
        const people = ['anna', 'ben', 'carla'].map((key) => ({ key, name: key }));
        const { overrides, faults } = overridesFromIcal(text, people, { timezone, from, until });
        expect(faults).toEqual([]);
        const again: ScheduleDefinition = { timezone, layers: [], overrides };
        const shiftsOf = (of: ScheduleDefinition) =>
          wholeShiftsBetween(of, from, until).map(
            (s) => `${s.engineer} ${s.from.toISOString()} ${s.until.toISOString()}`,
          );
        expect(shiftsOf(again)).toEqual(shiftsOf(schedule));
      },
    ),
    { numRuns: 600 },
  );
});
