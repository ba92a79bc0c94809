import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hoursAt, parseHoursOfWeek } from '../../../../src/domain/oncall/hours-of-week.ts';
import { whoIsOnCall } from '../../../../src/domain/oncall/on-call.ts';
import type { LayerDefinition, ScheduleDefinition } from '../../../../src/domain/oncall/schedule.ts';
import { coverageGaps, freeTimes } from '../../../../src/domain/oncall/shifts.ts';

const DAYTIME = { 'mon-fri': '08:00-18:00' };
const weekly: LayerDefinition = { participants: ['anna'], rotate: 'P7D', from: '2026-01-05T08:00' };

function office(layers: LayerDefinition[], more: Partial<ScheduleDefinition> = {}): ScheduleDefinition {
  return { timezone: 'Europe/Berlin', covers: 'office', layers, overrides: [], ...more };
}

function gaps(schedule: ScheduleDefinition, from: string, until: string): string[][] {
  return coverageGaps(schedule, new Date(from), new Date(until)).map((gap) =>
    [gap.from, gap.until].map((instant) => instant.toISOString().slice(0, 16)),
  );
}

describe('a schedule for office hours', () => {
  test('has no gap at night, at weekends, or when the clocks change', () => {
    const schedule = office([{ ...weekly, during: DAYTIME }]);
    expect(gaps(schedule, '2026-03-20T17:00Z', '2026-04-07T23:30Z')).toEqual([]);
    expect(freeTimes(schedule, new Date('2026-03-26T17:00Z'), new Date('2026-03-27T07:00Z'))).toHaveLength(1);
  });

  test('that begins on a Monday and ends on a Wednesday has a gap before and after, from opening to closing', () => {
    const schedule = office([{ ...weekly, during: DAYTIME, until: '2026-01-14T12:00' }]);
    expect(gaps(schedule, '2026-01-01T00:00Z', '2026-01-17T12:00Z')).toEqual([
      ['2026-01-01T07:00', '2026-01-02T17:00'],
      ['2026-01-14T11:00', '2026-01-16T17:00'],
    ]);
  });

  test('is held to the hours of all its layers, also where another stands in for one that has ended', () => {
    const morning = { ...weekly, during: { mon: '08:00-12:00' }, until: '2026-01-12T00:00' };
    const afternoon = { ...weekly, during: { mon: '11:00-16:00' } };
    expect(gaps(office([morning, afternoon]), '2026-01-06T00:00Z', '2026-01-13T00:00Z')).toEqual([
      ['2026-01-12T07:00', '2026-01-12T10:00'],
    ]);
  });

  test('is covered by an override as by a layer', () => {
    const overrides = [{ engineer: 'ben', from: '2026-01-14T12:00', until: '2026-01-14T18:00' }];
    const schedule = office([{ ...weekly, during: DAYTIME, until: '2026-01-14T12:00' }], { overrides });
    expect(gaps(schedule, '2026-01-13T00:00Z', '2026-01-15T00:00Z')).toEqual([]);
  });

  test('that names no hours has to have somebody on call always', () => {
    const schedule = office([{ ...weekly, until: '2026-01-14T20:00' }]);
    expect(gaps(schedule, '2026-01-14T00:00Z', '2026-01-14T23:00Z')).toEqual([
      ['2026-01-14T19:00', '2026-01-14T23:00'],
    ]);
  });

  test('law: nobody is on call in its hours exactly in its gaps', () => {
    const { hours } = parseHoursOfWeek(DAYTIME);
    const hour = 3_600_000;
    const start = Date.parse('2026-01-05T00:00Z');
    const layer = fc.record({
      participants: fc.constant(['anna']),
      rotate: fc.constant('P1D'),
      from: fc.constantFrom('2026-01-05T08:00', '2026-01-07T09:30'),
      until: fc.constantFrom('2026-01-08T12:00', '2026-01-13T00:00', undefined),
      during: fc.constantFrom(DAYTIME, { tue: '10:00-12:00' }, { 'mon-fri': '12:00-18:00' }),
    });
    fc.assert(
      fc.property(
        fc.array(layer, { maxLength: 3 }),
        fc.integer({ min: 0, max: 24 * 14 * 4 - 1 }),
        (layers, quarter) => {
          const schedule = office([...layers, { ...weekly, during: DAYTIME, until: '2026-01-06T00:00' }]);
          const at = new Date(start + quarter * (hour / 4));
          const found = coverageGaps(schedule, new Date(start), new Date(start + 14 * 24 * hour));
          const isInHours = hoursAt(hours, at.getTime() + hour).answer;
          const isMissed = isInHours && whoIsOnCall(schedule, at) === null;
          const isInGap = found.some(({ from, until }) => from <= at && at < until);
          // a gap spans the nights between two days of it
          expect(isInGap && isInHours).toBe(isMissed);
        },
      ),
    );
  });
});
