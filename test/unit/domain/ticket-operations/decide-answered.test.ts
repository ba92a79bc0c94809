import { describe, expect, it } from 'vitest';
import {
  type AnswerGiven,
  decideAnswered,
} from '../../../../src/domain/ticket-operations/decide-answered.ts';
import { later, windowOf } from '../paging/windows.ts';
import { ticketIn } from '../tickets.ts';

const TEN = '2026-11-23T09:00:00Z';
/** due half an hour after ten */
const window = windowOf(TEN, 'PT30M');
const talked: AnswerGiven = { by: 'anna', how: 'qualified-answer', channel: 'call', reached: 'joined call' };

describe('the customer has an answer', () => {
  it('in time: the clock stops, and who answers has had the ticket', () => {
    const now = later(TEN, 12);
    expect(decideAnswered(ticketIn(window), talked, now)).toEqual({
      attempt: 'qualified-answer',
      decision: {
        events: [
          {
            kind: 'answered',
            actor: 'anna',
            detail: { how: 'qualified-answer', channel: 'call', reached: 'joined call', late: false },
          },
        ],
        change: {
          status: 'answered',
          answeredAt: now,
          answeredBy: 'anna',
          answerSentAt: null,
          acknowledgedAt: now,
          acknowledgedBy: 'anna',
        },
      },
    });
  });

  it('who had the ticket before is not forgotten, whoever answers', () => {
    const held = ticketIn(window, {
      status: 'acknowledged',
      acknowledgedBy: 'ben',
      acknowledgedAt: new Date(TEN),
    });
    const change = decideAnswered(held, talked, later(TEN, 12))?.decision.change;
    expect(change).toMatchObject({ answeredBy: 'anna' });
    expect(change).not.toHaveProperty('acknowledgedBy');
  });

  it.each([
    ['to the millisecond of the deadline it is in time', 30, 0, false],
    ['a millisecond after it, it is late', 30, 1, true],
  ])('%s', (_what, minutes, more, late) => {
    const now = new Date(later(TEN, minutes).getTime() + more);
    expect(decideAnswered(ticketIn(window), talked, now)?.decision.events).toMatchObject([
      { detail: { late } },
    ]);
  });

  it('a miss that is on record stays one, though the deadline was moved', () => {
    const missed = ticketIn(window, { missedAt: later(TEN, 5) });
    expect(decideAnswered(missed, talked, later(TEN, 6))?.decision.events).toMatchObject([
      { detail: { late: true } },
    ]);
  });

  it('what was written is kept with it; a confirmed release ends a callback without an outcome', () => {
    const written: AnswerGiven = { ...talked, reached: 'sms delivered', text: 'restart node 2' };
    expect(decideAnswered(ticketIn(window), written, later(TEN, 1))?.decision.events).toMatchObject([
      { detail: { text: 'restart node 2' } },
    ]);
    const confirmed: AnswerGiven = { ...talked, how: 'signature-confirmed', reached: 'confirmed' };
    expect(decideAnswered(ticketIn(window), confirmed, later(TEN, 1))?.attempt).toBe('withdrawn');
  });

  it('of a ticket that is over nothing follows', () => {
    for (const status of ['answered', 'closed'] as const)
      expect(decideAnswered(ticketIn(window, { status }), talked, later(TEN, 1))).toBeNull();
  });
});
