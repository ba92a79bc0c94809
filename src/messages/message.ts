export type Audience = 'engineer' | 'customer' | 'supervisor';

/** Outbound: planned → sending → sent → delivered | failed | unknown. Inbound: received. */
export type MessageStatus = 'planned' | 'sending' | 'sent' | 'delivered' | 'failed' | 'unknown' | 'received';

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
