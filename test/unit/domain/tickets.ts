import type { ResponseWindow } from '../../../src/domain/calendar/response-target.ts';
import type { Ticket } from '../../../src/domain/tickets/ticket.ts';

/** An open, verified ticket that was opened as its window began, but for what is given. */
export function ticketIn(window: ResponseWindow, given: Partial<Ticket> = {}): Ticket {
  const { windowFrom, respondBy, clock } = window;
  return {
    number: '1001',
    kind: 'problem',
    signature: null,
    signatureStage: null,
    severity: 1,
    status: 'open',
    channel: 'phone',
    verified: true,
    abandoned: false,
    customerNumber: '100234',
    contactId: null,
    language: 'de',
    plan: 'gold',
    priority: 1,
    calendar: 'munich',
    escalation: 'standard',
    callId: null,
    callbackNumber: '+4989100234',
    openedAt: windowFrom,
    windowFrom,
    respondBy,
    clock,
    acknowledgedAt: null,
    acknowledgedBy: null,
    answeredAt: null,
    answeredBy: null,
    closedAt: null,
    missedAt: null,
    text: null,
    recordingSid: null,
    transcript: null,
    round: 1,
    pagingFrom: windowFrom,
    nextStep: 0,
    lastResortAt: null,
    untoldSince: null,
    reopenedAt: null,
    reopenings: 0,
    answerSentAt: null,
    ...given,
  };
}
