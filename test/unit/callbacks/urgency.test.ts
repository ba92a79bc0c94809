import fc from 'fast-check';
import { expect, test } from 'vitest';
import { urgency } from '../../../src/paging/send-page.ts';

const waiting = fc.record({
  priority: fc.integer({ min: 1, max: 1_000 }),
  respondBy: fc.date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
});

test('plan priority first, then the deadline, to the second: one number that PostgreSQL and JavaScript hold exactly', () => {
  fc.assert(
    fc.property(waiting, waiting, (one, other) => {
      const seconds = (at: Date) => Math.floor(at.getTime() / 1_000);
      const expected = one.priority - other.priority || seconds(one.respondBy) - seconds(other.respondBy);
      expect(Math.sign(urgency(one) - urgency(other))).toBe(Math.sign(expected));
      expect(Number.isSafeInteger(urgency(one))).toBe(true);
    }),
  );
});
