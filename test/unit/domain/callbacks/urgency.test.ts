import fc from 'fast-check';
import { expect, test } from 'vitest';
import { laneOf, urgency } from '../../../../src/domain/tickets/urgency.ts';

const waiting = fc.record({
  verified: fc.boolean(),
  priority: fc.oneof(fc.integer({ min: 0, max: 1_000 }), fc.constantFrom(9_998, 9_999, 2 ** 31 - 1)),
  respondBy: fc.date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
});

test('verified first, then plan priority, then the deadline, to the second: one number that PostgreSQL and JavaScript hold exactly', () => {
  fc.assert(
    fc.property(waiting, waiting, (one, other) => {
      const seconds = (at: Date) => Math.floor(at.getTime() / 1_000);
      const priority = ({ priority: told }: { priority: number }) => Math.min(told, 9_998);
      const expected =
        Number(other.verified) - Number(one.verified) ||
        priority(one) - priority(other) ||
        seconds(one.respondBy) - seconds(other.respondBy);
      expect(Math.sign(urgency(one) - urgency(other))).toBe(Math.sign(expected));
      expect(Number.isSafeInteger(urgency(one))).toBe(true);
    }),
  );
});

test('whatever is done about a verified ticket comes before anything that is done about an unverified one', () => {
  fc.assert(
    fc.property(waiting, (one) => {
      expect(urgency({ ...one, verified: true })).toBeLessThan(laneOf({ verified: false }));
      expect(urgency({ ...one, verified: false })).toBeGreaterThan(laneOf({ verified: false }));
    }),
  );
});
