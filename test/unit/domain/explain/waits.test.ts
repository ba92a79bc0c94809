import { describe, expect, it } from 'vitest';
import type { Carried } from '../../../../src/domain/explain/carried-store.ts';
import { explainTicket } from '../../../../src/domain/explain/explain-ticket.ts';
import type { Ticket } from '../../../../src/domain/tickets/ticket.ts';
import { later, windowOf } from '../paging/windows.ts';
import { ticketIn } from '../tickets.ts';

const TEN = '2026-11-23T09:00:00Z';
const at = (seconds: number) => later(TEN, seconds / 60);

/** What a page by SMS waited for, in seconds: wanted at ten, on a phone that had got another half a minute before. */
function waits(ticket: Partial<Ticket>, askedAt: Date) {
  const carried: Carried = {
    kind: 'sms',
    audience: 'page',
    engineer: 'anna',
    step: 0,
    status: 'sent',
    error: null,
    plannedAt: at(0),
    askedAt,
    takenAt: null,
    answeredAt: null,
    deliveredAt: null,
    failedAt: null,
    endedAt: null,
    isBundled: false,
    busyUntil: null,
    textedAt: at(-30),
  };
  const record = {
    ticket: ticketIn(windowOf(TEN, 'PT4H'), ticket),
    timeline: [],
    carried: [carried],
    pending: [],
  };
  return explainTicket(record, at(600)).steps[0]?.waits.map((wait) => [wait.for, wait.ms / 1_000]);
}

describe('a page by SMS right after another to the same phone', () => {
  it('that is mild waits for the minute of the other, and what comes after is the hotline’s', () => {
    expect(waits({ severity: 3 }, at(30))).toEqual([['collecting', 30]]);
    expect(waits({ severity: 3 }, at(10))).toEqual([['collecting', 10]]);
    expect(waits({ severity: 3 }, at(300))).toEqual([
      ['collecting', 30],
      ['hotline', 270],
    ]);
  });

  it('that is severe is not collected: whatever it waited for, it was the hotline', () => {
    expect(waits({ severity: 1 }, at(300))).toEqual([['hotline', 300]]);
  });
});
