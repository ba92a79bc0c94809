/** planned → sending → sent → acknowledged | passed-on | not-reached | failed | withdrawn */
export type PageStatus =
  | 'planned'
  | 'sending'
  | 'sent'
  | 'acknowledged'
  | 'passed-on'
  | 'not-reached'
  | 'failed'
  | 'withdrawn';

export const OPEN_PAGE: readonly PageStatus[] = ['planned', 'sending', 'sent'];

export type Channel = 'sms' | 'call';

/** One try to reach one person about one ticket on one channel. Over only when somebody acknowledges. */
export interface Page {
  id: string;
  ticketNumber: string;
  round: number;
  step: number;
  /** null: a supervisor's number */
  engineer: string | null;
  number: string;
  channel: Channel;
  status: PageStatus;
  reason: string | null;
  callId: string | null;
  plannedAt: Date;
  sentAt: Date | null;
  endedAt: Date | null;
}

/** The step of a page that belongs to a callback and to no step of the policy. */
export const CALLBACK_STEP = -1;
/** The reason of a page that rings somebody up to be connected about one ticket, because they or the customer asked. */
export const ASKED_FOR = 'callback';
/** The reason of one that calls somebody into a talk because whoever talks has pressed a key: they are told if nobody comes. */
export const ASKED_BY_KEY = 'key';
/** The reason of one that rings them up because it is time to call the customer. */
export const IS_TIME = 'reminder';
/** The reason of one to somebody who has said no: so has everybody else. */
export const NOBODY_ELSE = 'nobody else';
/** The step of a page to somebody who was handed a ticket by name. */
export const HAND_OVER_STEP = -2;
/** The step of a call that asks an engineer what came of a talk. */
export const OUTCOME_STEP = -3;
/** The step of a call that asks somebody to join a talk. */
export const CALL_IN_STEP = -4;
/** Whoever is rung for these deals with the ticket already: nobody looks for somebody with them. */
export const BESIDES_POLICY: readonly number[] = [CALLBACK_STEP, OUTCOME_STEP, CALL_IN_STEP];
