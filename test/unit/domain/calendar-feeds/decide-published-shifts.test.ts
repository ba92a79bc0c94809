import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decidePublishedShifts,
  type PublishedShift,
} from '../../../../src/domain/calendar-feeds/decide-published-shifts.ts';
import type { Shift } from '../../../../src/domain/oncall/shifts.ts';

const hour = (count: number) => new Date(Date.UTC(2026, 10, 23) + count * 3_600_000);
const REACH = hour(1_000);

const shift = (engineer: string, from: number, until: number): Shift => ({
  engineer,
  from: hour(from),
  until: hour(until),
  because: 'layer',
  layer: 0,
});

/** What calendars know after they were told. */
function tell(
  known: PublishedShift[],
  shifts: Shift[],
  now = hour(0),
  calledOf: (engineer: string) => string = String,
): PublishedShift[] {
  const news = decidePublishedShifts({ schedule: 'front', shifts, known, calledOf, reach: REACH }, now);
  return [...new Map([...known, ...news].map((one) => [one.uid, one])).values()];
}

const inForce = (known: PublishedShift[]) =>
  known
    .filter(({ isCancelled }) => !isCancelled)
    .map(({ engineer, from, until }) => `${engineer} ${from.toISOString()} ${until.toISOString()}`)
    .toSorted();

const saidOf = (shifts: Shift[]) =>
  shifts
    .map(({ engineer, from, until }) => `${engineer} ${from.toISOString()} ${until.toISOString()}`)
    .toSorted();

test('told twice the same, there is no news', () => {
  const shifts = [shift('anna', 1, 9), shift('ben', 9, 17)];
  const known = tell([], shifts);
  expect(
    decidePublishedShifts({ schedule: 'front', shifts, known, calledOf: String, reach: REACH }, hour(1)),
  ).toEqual([]);
});

test('a shift that begins later is the same shift, and one that somebody else has falls away', () => {
  const known = tell([], [shift('anna', 1, 9), shift('anna', 20, 30)]);
  const [first, second] = known;
  const after = tell(known, [shift('ben', 1, 3), shift('anna', 3, 9), shift('ben', 20, 30)]);
  expect(after.find(({ uid }) => uid === first?.uid)).toMatchObject({
    from: hour(3),
    sequence: 1,
    isCancelled: false,
  });
  expect(after.find(({ uid }) => uid === second?.uid)).toMatchObject({ sequence: 1, isCancelled: true });
  expect(after).toHaveLength(4);
});

test('a shift that is called otherwise is the same, changed; of what was told by no name nobody can say', () => {
  const shifts = [shift('anna', 1, 9), shift('ben', 9, 17)];
  const known = tell([], shifts);
  const married = (engineer: string) => (engineer === 'anna' ? 'anna Winter' : engineer);
  const [annas, bens] = tell(known, shifts, hour(2), married);
  expect(annas).toMatchObject({ uid: known[0]?.uid, sequence: 1, changedAt: hour(2) });
  expect(bens).toEqual(known[1]);
  const before = known.map((one) => ({ ...one, called: null }));
  expect(tell(before, shifts, hour(2), married)).toEqual(before);
});

test('what is over stays as it was told, and what lies beyond the reach is not judged', () => {
  const known = tell([], [shift('anna', 1, 9), shift('ben', 2_000, 2_010)]);
  expect(
    decidePublishedShifts({ schedule: 'front', shifts: [], known, calledOf: String, reach: REACH }, hour(50)),
  ).toEqual([]);
});

/** Shifts one after another, as a schedule has them. */
const line = fc
  .array(fc.tuple(fc.constantFrom('anna', 'ben', 'carla', null), fc.integer({ min: 1, max: 12 })), {
    maxLength: 12,
  })
  .map((turns) => {
    let at = 1;
    return turns.flatMap(([engineer, length]) => {
      const from = at;
      at += length;
      return engineer === null ? [] : [shift(engineer, from, at)];
    });
  });

test('whatever a schedule becomes, calendars say just that, under names that stand for one shift each', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), (versions) => {
      let known: PublishedShift[] = [];
      versions.forEach((shifts, version) => {
        const before = new Map(known.map((one) => [one.uid, one]));
        known = tell(known, shifts, new Date(hour(0).getTime() + version));
        expect(inForce(known)).toEqual(saidOf(shifts));
        for (const one of known) {
          const was = before.get(one.uid);
          if (was && was !== one) expect(one.sequence).toBe(was.sequence + 1);
        }
      });
    }),
  );
});
