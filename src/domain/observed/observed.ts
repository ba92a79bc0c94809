import type { Severity } from '../tickets/ticket.ts';

/** What the record shows of how calls come in and people react: whatever is needed to rehearse, and nobody's number or words. */
export interface Observed {
  tickets: readonly ObservedTicket[];
  pages: readonly ObservedPage[];
  attempts: readonly ObservedAttempt[];
}

export interface ObservedTicket {
  openedAt: Date;
  severity: Severity;
  kind: 'problem' | 'signature';
  /** null: it is not answered yet, and not too late */
  isKept: boolean | null;
}

/** A page that reached the carrier. */
export interface ObservedPage {
  /** null: a supervisor's */
  engineer: string | null;
  channel: 'sms' | 'call';
  sentAt: Date;
  /** how long it stood until it was answered, or was watched in vain */
  ms: number;
  /** `open`: nobody knows what would have come of it, since it was called off or still stands */
  end: 'acknowledged' | 'passed-on' | 'not-reached' | 'open';
}

/** An attempt to bring engineer and customer together that is over. */
export interface ObservedAttempt {
  startedAt: Date;
  /** since the acknowledgement before it; null: there is none on record */
  afterMs: number | null;
  outcome: 'answered' | 'not-yet' | 'customer-not-reached';
  ms: number;
}
