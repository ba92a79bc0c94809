import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measureLine } from '../../../../src/domain/drill/measure-line.ts';

const MINUTE = 60_000;
const NOVEMBER = { from: new Date('2026-11-01T00:00:00Z'), until: new Date('2026-12-01T00:00:00Z') };
const begin = NOVEMBER.from.getTime();

type Tried = Parameters<typeof measureLine>[0][number];

/** A drill some minutes after the month began, and the minutes until the next is due. */
function drill(minute: number, { fails = false, next = 60 } = {}): Tried {
  const begunAt = new Date(begin + minute * MINUTE);
  return {
    begunAt,
    dueAgainAt: new Date(begunAt.getTime() + next * MINUTE),
    endedAt: begunAt,
    fault: fails ? 'not-rung' : null,
  };
}

test('nothing is known of a month without drills', () => {
  expect(measureLine([], NOVEMBER)).toEqual({ drills: 0, failed: 0, measuredMs: 0, openMs: 0 });
});

test('what one found holds until the next one', () => {
  const drills = [
    drill(0),
    drill(60, { fails: true, next: 2 }),
    drill(62, { fails: true, next: 2 }),
    drill(64),
  ];
  expect(measureLine(drills, { ...NOVEMBER, until: new Date(begin + 100 * MINUTE) })).toEqual({
    drills: 4,
    failed: 2,
    measuredMs: 100 * MINUTE,
    openMs: 96 * MINUTE,
  });
});

test('of the time in which there should have been one nothing is known', () => {
  expect(measureLine([drill(0), drill(600)], NOVEMBER)).toMatchObject({
    measuredMs: 2 * 62 * MINUTE,
    openMs: 2 * 62 * MINUTE,
  });
});

test('the last one of the month before reaches into it, and is not counted in it', () => {
  expect(measureLine([drill(-30, { fails: true }), drill(30)], NOVEMBER)).toMatchObject({
    drills: 1,
    failed: 0,
    measuredMs: 92 * MINUTE,
    openMs: 62 * MINUTE,
  });
});

test('one under way tells nothing yet', () => {
  expect(measureLine([{ ...drill(0), endedAt: null }], NOVEMBER).measuredMs).toBe(0);
});

test('no more is open than was measured, and no more measured than there is time', () => {
  const tried = fc.record({ minute: fc.integer({ min: -90, max: 50_000 }), fails: fc.boolean() });
  fc.assert(
    fc.property(fc.array(tried, { maxLength: 60 }), (minutes) => {
      const drills = minutes
        .toSorted((one, other) => one.minute - other.minute)
        .map(({ minute, fails }) => drill(minute, { fails }));
      const { measuredMs, openMs, failed, drills: count } = measureLine(drills, NOVEMBER);
      expect(openMs).toBeLessThanOrEqual(measuredMs);
      expect(measuredMs).toBeLessThanOrEqual(NOVEMBER.until.getTime() - NOVEMBER.from.getTime());
      if (failed === count && !drills.some(({ begunAt, fault }) => begunAt < NOVEMBER.from && fault === null))
        expect(openMs).toBe(0);
    }),
  );
});
