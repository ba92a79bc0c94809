import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  decideMiss,
  decideMissAgain,
  decideMissTakenBack,
} from '../../../../src/domain/ticket-operations/decide-miss.ts';
import { anyWindow, later, windowOf } from '../paging/windows.ts';
import { ticketIn } from '../tickets.ts';

const window = windowOf('2026-11-23T09:00:00Z', 'PT30M');
const { respondBy } = window;

describe('a deadline passes', () => {
  it('without an answer: the miss stands at the deadline, however late the alarm rings', () => {
    const held = ticketIn(window, { status: 'acknowledged', acknowledgedBy: 'anna' });
    for (const at of [respondBy, later(respondBy, 90)])
      expect(decideMiss(held, at)).toEqual({
        events: [{ kind: 'deadline-missed', actor: 'hotline', detail: { acknowledgedBy: 'anna' } }],
        change: { missedAt: respondBy },
      });
  });

  it('once: not before its time, not twice, and not of a ticket that is answered', () => {
    expect(decideMiss(ticketIn(window), later(respondBy, -0.001))).toBeNull();
    expect(decideMiss(ticketIn(window, { missedAt: respondBy }), later(respondBy, 1))).toBeNull();
    for (const status of ['answered', 'closed'] as const)
      expect(decideMiss(ticketIn(window, { status }), later(respondBy, 1))).toBeNull();
  });
});

describe('a deadline that was promised anew after a miss', () => {
  const missed = ticketIn(window, { missedAt: later(respondBy, -20), acknowledgedBy: 'anna' });

  it('is told when it passes as well, once, and the miss stays where it was', () => {
    const again = {
      events: [{ kind: 'deadline-missed', actor: 'hotline', detail: { acknowledgedBy: 'anna' } }],
    };
    for (const toldAt of [null, later(respondBy, -20), later(respondBy, -0.001)])
      expect(decideMissAgain(missed, toldAt, respondBy)).toEqual(again);
    expect(decideMissAgain(missed, respondBy, later(respondBy, 5))).toBeNull();
  });

  it('is not told before its time, nor once there is an answer', () => {
    expect(decideMissAgain(missed, null, later(respondBy, -0.001))).toBeNull();
    expect(decideMissAgain({ ...missed, status: 'answered' }, null, respondBy)).toBeNull();
  });

  it('is none where nothing was missed, or the deadline lies before the miss', () => {
    expect(decideMissAgain(ticketIn(window), null, respondBy)).toBeNull();
    for (const minutes of [0, 20])
      expect(
        decideMissAgain({ ...missed, missedAt: later(respondBy, minutes) }, null, later(respondBy, 30)),
      ).toBeNull();
  });
});

describe('a miss that a clock gone wrong has marked', () => {
  const marked = ticketIn(window, { missedAt: respondBy });
  const before = later(respondBy, -5);

  it('is taken back while it is still to come, and the deadline is watched as before', () => {
    expect(decideMissTakenBack(marked, before)).toEqual({
      events: [{ kind: 'miss-taken-back', actor: 'hotline', detail: {} }],
      change: { missedAt: null },
      timers: [{ kind: 'deadline', dueAt: respondBy }],
    });
  });

  it('stays once its time has come, and nothing is taken back of what was never marked, or is answered', () => {
    expect(decideMissTakenBack(marked, respondBy)).toBeNull();
    expect(decideMissTakenBack(ticketIn(window), before)).toBeNull();
    expect(decideMissTakenBack({ ...marked, status: 'answered' }, before)).toBeNull();
  });
});

test('a miss that is marked is never one to take back at the same instant', () => {
  fc.assert(
    fc.property(anyWindow, ({ window: any, at }) => {
      const ticket = ticketIn(any);
      const marked = { ...ticket, ...decideMiss(ticket, at)?.change };
      expect(decideMissTakenBack(marked, at)).toBeNull();
      expect(decideMiss(marked, at)).toBeNull();
      expect(marked.missedAt === null).toBe(any.respondBy > at);
    }),
  );
});
