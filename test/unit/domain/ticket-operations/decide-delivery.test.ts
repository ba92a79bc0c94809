import { describe, expect, it } from 'vitest';
import type { MessageStatus } from '../../../../src/domain/messages/message.ts';
import { decideDelivery, outcomeOf } from '../../../../src/domain/ticket-operations/decide-delivery.ts';

const open = { status: 'open' } as const;

describe('an answer was written', () => {
  it('and has arrived: the clock stops', () => {
    expect(decideDelivery(open, 'reached', false)).toEqual({ next: 'answered', decision: {} });
  });

  it('and cannot arrive: it is on its way no more, and somebody calls', () => {
    expect(decideDelivery({ status: 'acknowledged' }, 'not-delivered', false)).toEqual({
      next: 'call-instead',
      decision: { change: { answerSentAt: null } },
    });
  });

  it('and cannot arrive, but another can: that one is still on its way', () => {
    expect(decideDelivery(open, 'not-delivered', true)).toEqual({ next: 'call-instead', decision: {} });
  });

  it('of a ticket that is over by then: nothing follows', () => {
    for (const status of ['answered', 'closed'] as const) {
      expect(decideDelivery({ status }, 'reached', false)).toBeNull();
      expect(decideDelivery({ status }, 'not-delivered', false)).toBeNull();
    }
  });

  it('the carrier says so by two words, and by no other', () => {
    expect(outcomeOf('delivered')).toBe('reached');
    expect(outcomeOf('failed')).toBe('not-delivered');
    const others: MessageStatus[] = [
      'planned',
      'sending',
      'sent',
      'unknown',
      'bundled',
      'withdrawn',
      'received',
    ];
    expect(others.map(outcomeOf)).toEqual(others.map(() => null));
  });
});
