import { z } from 'zod';
import { MAX_SMS, type SmsFailure } from '../../domain/carrier/carrier.ts';
import type { MessageStatus } from '../../domain/messages/message.ts';
import { sid, textField, word } from './form-fields.ts';
import type { CarrierForm } from './form-reader.ts';
import { ACCOUNT_SID, MESSAGE_SID } from './sid.ts';
import { smsFailureOf } from './sms-failure.ts';

/** What somebody wrote to the hotline. */
export interface SmsEvent {
  sid: string;
  from: string;
  to: string;
  body: string;
  /** pictures and other files that came with it */
  media: number;
}

/** The carrier hands over ten files at most. */
const MAX_MEDIA = 10;

const incoming = z.looseObject({
  MessageSid: sid(MESSAGE_SID),
  AccountSid: sid(ACCOUNT_SID).optional(),
  From: word,
  To: word,
  Body: textField(20_000)
    .transform((body) => body.slice(0, MAX_SMS))
    .default(''),
  NumMedia: z.coerce.number().int().min(0).catch(0).default(0),
});

/** https://www.twilio.com/docs/messaging/guides/webhook-request */
export const smsForm: CarrierForm<z.output<typeof incoming>, SmsEvent> = {
  schema: incoming,
  read: (form) => ({
    sid: form.MessageSid,
    from: form.From,
    to: form.To,
    body: form.Body,
    media: Math.min(form.NumMedia, MAX_MEDIA),
  }),
};

/** How one of our messages fares. */
export interface SmsReport {
  sid: string;
  /** null: nothing that changes anything */
  status: MessageStatus | null;
  /** why it failed; null where it did not */
  failure: SmsFailure | null;
  /** the carrier's own code for it, as it is kept on record; null: it named none */
  error: string | null;
}

/** Twilio's words for how a message fares, in ours; what is not here changes nothing. */
const STATUS: ReadonlyMap<string, MessageStatus> = new Map([
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['read', 'delivered'],
  ['undelivered', 'failed'],
  ['failed', 'failed'],
]);

const report = z.looseObject({
  MessageSid: sid(MESSAGE_SID),
  AccountSid: sid(ACCOUNT_SID).optional(),
  MessageStatus: word,
  ErrorCode: word.optional(),
});

/** https://www.twilio.com/docs/messaging/guides/track-outbound-message-status */
export const smsStatusForm: CarrierForm<z.output<typeof report>, SmsReport> = {
  schema: report,
  read: (form) => {
    const status = STATUS.get(form.MessageStatus) ?? null;
    const failure = status === 'failed' ? smsFailureOf(Number(form.ErrorCode)) : null;
    return { sid: form.MessageSid, status, failure, error: form.ErrorCode ?? null };
  },
};
