/** The promise to call a customer back. A ticket that was not answered live has exactly one open. */
export interface Callback {
  id: string;
  ticketNumber: string;
  status: 'open' | 'done' | 'withdrawn';
  /** tries since the two have last talked */
  attempts: number;
  nextAt: Date | null;
  createdAt: Date;
  endedAt: Date | null;
}

/** engineer → customer → joined → ended */
export type Stage = 'engineer' | 'customer' | 'joined' | 'ended';

/** What came of an attempt. The first two stop the clock. */
export type AttemptOutcome =
  | 'qualified-answer'
  | 'facts-requested'
  | 'not-yet'
  | 'no-outcome'
  | 'customer-not-reached'
  | 'engineer-hung-up'
  | 'withdrawn';

/** One try to bring an engineer and the customer together. */
export interface Attempt {
  id: string;
  callbackId: string;
  ticketNumber: string;
  engineer: string | null;
  engineerCallId: string | null;
  customerCallId: string | null;
  stage: Stage;
  outcome: AttemptOutcome | null;
  startedAt: Date;
  endedAt: Date | null;
}
