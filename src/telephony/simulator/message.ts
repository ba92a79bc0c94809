import { newSid } from './sid.ts';

type MessageStatus = 'queued' | 'sent' | 'delivered' | 'undelivered' | 'failed' | 'received';

/** One text message, either way. */
export interface SimulatedMessage {
  sid: string;
  direction: 'inbound' | 'outbound-api' | 'outbound-reply';
  from: string;
  to: string;
  body: string;
  status: MessageStatus;
  errorCode: number | undefined;
  createdAt: Date;
  statusCallback: string | undefined;
  validitySeconds: number | undefined;
}

export function newMessage(
  message: Pick<SimulatedMessage, 'direction' | 'from' | 'to' | 'body' | 'createdAt'> &
    Partial<SimulatedMessage>,
): SimulatedMessage {
  return {
    sid: newSid('SM'),
    status: message.direction === 'inbound' ? 'received' : 'queued',
    errorCode: undefined,
    statusCallback: undefined,
    validitySeconds: undefined,
    ...message,
  };
}

/** The carrier's own opt-out and opt-in words; a message counts only if it is nothing but the word. */
const OPT_OUT = new Set(['stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'optout', 'revoke']);
const OPT_IN = new Set(['start', 'yes', 'unstop']);

/** What a message means to the carrier itself: https://help.twilio.com/articles/223134027 */
export function optWord(body: string): 'out' | 'in' | undefined {
  const word = body.trim().toLowerCase();
  if (OPT_OUT.has(word)) return 'out';
  return OPT_IN.has(word) ? 'in' : undefined;
}

/** What the carrier itself answers to an opt-out word. */
export const OPTED_OUT_REPLY =
  'You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.';
