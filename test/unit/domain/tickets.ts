import type { ResponseWindow } from '../../../src/domain/calendar/response-target.ts';
import { virtualTicket } from '../../../src/domain/rehearsal/virtual-ticket.ts';
import type { Ticket } from '../../../src/domain/tickets/ticket.ts';

/** An open, verified ticket that was opened as its window began, but for what is given. */
export function ticketIn(window: ResponseWindow, given: Partial<Ticket> = {}): Ticket {
  const opened = virtualTicket({
    number: '1001',
    kind: 'problem',
    severity: 1,
    customerNumber: '100234',
    language: 'de',
    plan: 'gold',
    priority: 1,
    calendar: 'munich',
    escalation: 'standard',
    openedAt: window.windowFrom,
    window,
  });
  return { ...opened, callbackNumber: '+4989100234', ...given };
}
