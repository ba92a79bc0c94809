import fc from 'fast-check';
import { expect, it } from 'vitest';
import { messageUrgency } from '../../../../src/domain/messages/message-urgency.ts';
import { laneOf, urgency } from '../../../../src/domain/tickets/urgency.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 23) + seconds * 1_000);
const ticket = (verified: boolean) =>
  fc.record({ verified: fc.constant(verified), priority: fc.nat(20), respondBy: fc.nat(10_000_000).map(at) });

const page = (of: Parameters<typeof urgency>[0]) =>
  messageUrgency({ audience: 'engineer', pageId: 'p', ticketNumber: '4711', priority: urgency(of) });
const told = (audience: 'customer' | 'engineer' | 'supervisor', of: Parameters<typeof urgency>[0]) =>
  messageUrgency({ audience, ticketNumber: '4711', priority: laneOf(of) });

it('puts pages before all else, verified ones before others, and notices to supervisors last', () => {
  fc.assert(
    fc.property(ticket(true), ticket(false), (verified, unverified) => {
      const order = [
        page(verified),
        told('customer', verified),
        page(unverified),
        told('supervisor', verified),
      ];
      expect(order.toSorted((one, other) => one - other)).toEqual(order);
      expect(new Set(order).size).toBe(order.length);
    }),
  );
});

it('orders pages as legs are ordered', () => {
  fc.assert(
    fc.property(ticket(true), ticket(true), (one, other) => {
      expect(Math.sign(page(one) - page(other))).toBe(Math.sign(urgency(one) - urgency(other)));
    }),
  );
});

it('sends a reply before a digest, and a digest after every page', () => {
  const reply = messageUrgency({ audience: 'engineer', isReply: true });
  const digest = messageUrgency({ audience: 'engineer' });
  expect(reply).toBeLessThan(digest);
  expect(page({ verified: false, priority: 9_999_999, respondBy: at(0) })).toBeLessThan(digest);
});

it('stays a whole number that the database and this language keep', () => {
  expect(
    messageUrgency({
      audience: 'supervisor',
      priority: urgency({ verified: false, priority: 9_999_999, respondBy: at(0) }),
    }),
  ).toBeLessThan(Number.MAX_SAFE_INTEGER);
});
