import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  openingPromise,
  promiseFields,
  timelineFields,
} from '../../../../src/domain/evidence/ticket-facts.ts';

const at = new Date('2026-10-05T09:00:00Z');
const row = { at, kind: 'page', actor: 'hotline', actorKind: null, actorId: null };

test('an entry of a timeline says the same when it is read again', () => {
  const member = fc.oneof(
    fc.jsonValue(),
    fc.date({ noInvalidDate: true }),
    fc.constant(undefined),
    fc.array(fc.record({ until: fc.date({ noInvalidDate: true }) }, { requiredKeys: [] })),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.string(), member), (detail) => {
      const read = JSON.parse(JSON.stringify(detail));
      expect(timelineFields('4711', { ...row, detail })).toEqual(
        timelineFields('4711', { ...row, detail: read }),
      );
    }),
  );
});

test('a ticket that is opened is not said to be unanswered, and one whose answer was taken back is', () => {
  const ticket = { severity: 1, answeredAt: null, missedAt: null };
  expect(promiseFields(openingPromise(ticket))).toEqual({ 'ticket.severity': '1' });
  expect(promiseFields({ answeredAt: null })).toEqual({ 'ticket.answeredAt': 'null' });
});
