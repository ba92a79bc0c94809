import { describe, expect, it } from 'vitest';
import { explainTicket } from '../../../../src/domain/explain/explain-ticket.ts';
import type { Ticket } from '../../../../src/domain/tickets/ticket.ts';
import { later, windowOf } from '../paging/windows.ts';
import { ticketIn } from '../tickets.ts';

const TEN = '2026-11-23T09:00:00Z';
const window = windowOf(TEN, 'PT30M');

/** How the promise of half an hour stands, so many minutes after the first ring. */
function told(minutes: number, given: Partial<Ticket>) {
  const record = { ticket: ticketIn(window, given), timeline: [], carried: [], pending: [] };
  const { verdict, lateMs } = explainTicket(record, later(TEN, minutes));
  return { verdict, late: lateMs === null ? null : lateMs / 60_000 };
}

const answered = (minutes: number, given: Partial<Ticket> = {}) =>
  told(600, { status: 'answered', answeredAt: later(TEN, minutes), ...given });

describe('whether an answer came too late', () => {
  it('is not said before there is one, or the deadline is over', () => {
    expect(told(29, {})).toEqual({ verdict: 'running', late: null });
    expect(told(31, {})).toEqual({ verdict: 'late', late: 1 });
    expect(answered(30)).toEqual({ verdict: 'in-time', late: null });
    expect(answered(45)).toEqual({ verdict: 'late', late: 15 });
  });

  it('a miss stays a miss, also when the ticket turned out milder afterwards and was answered by its new deadline', () => {
    const milder = { missedAt: later(TEN, 30), severity: 3, respondBy: later(TEN, 360) } as const;
    expect(told(60, milder)).toEqual({ verdict: 'missed-before', late: null });
    expect(answered(60, milder)).toEqual({ verdict: 'missed-before', late: null });
    expect(answered(400, milder)).toEqual({ verdict: 'late', late: 40 });
  });

  it('what is closed without an answer gets no later', () => {
    const closed = (minutes: number) => told(600, { status: 'closed', closedAt: later(TEN, minutes) });
    expect(closed(10)).toEqual({ verdict: 'closed', late: null });
    expect(closed(40)).toEqual({ verdict: 'late', late: 10 });
  });
});
