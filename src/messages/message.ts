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
  createdAt: Date;
  sentAt: Date | null;
}
