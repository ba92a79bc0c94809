import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choosePaged, declinedUntil } from '../../../../src/domain/paging/decline.ts';
import { later, MINUTE } from './windows.ts';

const TEN = '2026-11-23T09:00:00Z';
const person = (engineer: string | null) => ({ engineer });
const [anna, ben, supervisors] = ['anna', 'ben', null].map(person) as [
  { engineer: string | null },
  { engineer: string | null },
  { engineer: string | null },
];

describe('whoever has said no', () => {
  it('is left in peace while the policy names somebody else, whichever schedule finds them', () => {
    expect(choosePaged([anna, ben], [anna, ben], new Set(['anna']))).toEqual({
      paged: [ben],
      skipped: [anna],
      nobodyElse: false,
    });
    expect(choosePaged([anna], [anna, ben], new Set(['anna']))).toEqual({
      paged: [],
      skipped: [anna],
      nobodyElse: false,
    });
  });

  it('is paged all the same when nobody else is left, and it is said', () => {
    expect(choosePaged([anna], [anna, ben], new Set(['anna', 'ben']))).toEqual({
      paged: [anna],
      skipped: [],
      nobodyElse: true,
    });
  });

  it('is never a supervisor: they have no key to say no with', () => {
    expect(choosePaged([supervisors], [anna, supervisors], new Set(['anna'])).paged).toEqual([supervisors]);
    expect(choosePaged([anna], [anna, supervisors], new Set(['anna'])).paged).toEqual([]);
  });

  it('a step that means nobody stays a step that means nobody', () => {
    expect(choosePaged([], [anna], new Set(['anna']))).toEqual({ paged: [], skipped: [], nobodyElse: false });
  });

  it('somebody is paged or passed over, and nobody twice: whatever the policy', () => {
    const people = fc.array(fc.constantFrom('anna', 'ben', 'carla', null).map(person), { maxLength: 6 });
    const keys = fc.array(fc.constantFrom('anna', 'ben', 'carla')).map((list) => new Set<string>(list));
    fc.assert(
      fc.property(people, people, keys, (meant, others, declined) => {
        const { paged, skipped, nobodyElse } = choosePaged(meant, [...meant, ...others], declined);
        expect([...paged, ...skipped].length).toBe(meant.length);
        if (nobodyElse) expect(skipped).toEqual([]);
        else expect(paged.every(({ engineer }) => engineer === null || !declined.has(engineer))).toBe(true);
      }),
    );
  });
});

it('a no holds until the deadline, half an hour at least and four hours at most', () => {
  const minutes = (respondBy: Date) =>
    (declinedUntil(respondBy, new Date(TEN)).getTime() - Date.parse(TEN)) / MINUTE;
  expect(minutes(later(TEN, 5))).toBe(30);
  expect(minutes(later(TEN, -60))).toBe(30);
  expect(minutes(later(TEN, 90))).toBe(90);
  expect(minutes(later(TEN, 3_000))).toBe(240);
});
