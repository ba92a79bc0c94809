import type { ResponseWindow } from '../calendar/response-target.ts';
import type { Ticket } from '../tickets/ticket.ts';

/** What tells one ticket that is only played from another. */
export type OpenedTicket = Pick<
  Ticket,
  | 'number'
  | 'kind'
  | 'severity'
  | 'customerNumber'
  | 'language'
  | 'plan'
  | 'priority'
  | 'calendar'
  | 'escalation'
> & { openedAt: Date; window: ResponseWindow };

/** A verified ticket as it stands when it was just opened by phone, see `createTicket`. */
export function virtualTicket(opened: OpenedTicket): Ticket {
  const { window } = opened;
  return {
    number: opened.number,
    kind: opened.kind,
    signature: opened.kind === 'signature' ? 'false-positive' : null,
    oldDatabases: false,
    signatureStage: null,
    severity: opened.severity,
    status: 'open',
    channel: 'phone',
    verified: true,
    abandoned: false,
    customerNumber: opened.customerNumber,
    contactId: null,
    language: opened.language,
    plan: opened.plan,
    priority: opened.priority,
    calendar: opened.calendar,
    escalation: opened.escalation,
    callId: null,
    callbackNumber: '+490000000',
    openedAt: opened.openedAt,
    windowFrom: window.windowFrom,
    respondBy: window.respondBy,
    clock: window.clock,
    acknowledgedAt: null,
    acknowledgedBy: null,
    hands: 1,
    helpers: [],
    answeredAt: null,
    answeredBy: null,
    closedAt: null,
    missedAt: null,
    text: null,
    recordingSid: null,
    transcript: null,
    round: 1,
    pagingFrom: window.windowFrom,
    nextStep: 0,
    lastResortAt: null,
    untoldSince: null,
    reopenedAt: null,
    reopenings: 0,
    answerSentAt: null,
  };
}
