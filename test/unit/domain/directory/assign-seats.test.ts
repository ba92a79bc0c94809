import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assignSeats } from '../../../../src/domain/customers/assign-seats.ts';

it('newcomers take the lowest free seats', () => {
  expect(assignSeats([2, undefined, 4, undefined], 8)).toEqual([2, 1, 4, 3]);
});

it('when seats go, those who sat there move down', () => {
  expect(assignSeats([1, 5, 8], 4)).toEqual([1, 2, 3]);
});

it('nobody shares a seat, nobody within the limit moves, and all fit if there are enough', () => {
  const held = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 12 });
  fc.assert(
    fc.property(held, fc.nat(6), fc.integer({ min: 1, max: 12 }), (seats, newcomers, limit) => {
      const before = [...seats, ...Array<undefined>(newcomers).fill(undefined)];
      const after = assignSeats(before, limit);
      expect(new Set(after).size).toBe(before.length);
      for (const [index, seat] of before.entries()) {
        if (seat !== undefined && seat <= limit) expect(after[index]).toBe(seat);
      }
      if (before.length <= limit) expect(Math.max(0, ...after)).toBeLessThanOrEqual(limit);
    }),
  );
});
