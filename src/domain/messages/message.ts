export type Audience = 'engineer' | 'customer' | 'supervisor';

/**
 * Outbound: planned → sending → sent → delivered | failed | unknown, or bundled: went out inside another message, or
 * withdrawn: overtaken before it went out.
 * Inbound: received.
 */
export type MessageStatus =
  | 'planned'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'failed'
  | 'unknown'
  | 'bundled'
  | 'withdrawn'
  | 'received';

/** Texts that tell a customer of a ticket and promise an answer, whatever opened it. */
export const PROMISE_TEXTS: readonly string[] = [
  'ticket-opened',
  'ticket-rescued',
  'ticket-merged',
  'ticket-lost-call',
];

export interface Message {
  id: string;
  sid: string | null;
  direction: 'inbound' | 'outbound';
  audience: Audience;
  fromNumber: string;
  toNumber: string;
  body: string;
  status: MessageStatus;
  error: string | null;
  ticketNumber: string | null;
  pageId: string | null;
  validSeconds: number | null;
  /** its name under `sms` in the prompts; null where only the words are known */
  textName: string | null;
  /** the first of the messages that say the same, on different phones */
  insteadOf: string | null;
  /** whom it is for, where no ticket says so */
  contactId: string | null;
  /** when it was spoken on the phone, since it could not be delivered */
  spokenAt: Date | null;
  /** how often the carrier was asked */
  tries: number;
  createdAt: Date;
  sentAt: Date | null;
}
