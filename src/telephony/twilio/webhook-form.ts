import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { LONGEST_SMS } from '../../domain/carrier/carrier.ts';
import { findAmbiguity } from './find-ambiguity.ts';

/** Twilio's names for things: a kind and 32 characters. */
const sid = (kind: string) => z.string().regex(new RegExp(`^${kind}[0-9a-zA-Z]{32}$`));
/** Text as PostgreSQL can keep it. */
const text = (most: number) =>
  z
    .string()
    .max(most)
    .transform((raw) => raw.replaceAll('\u0000', ''));
const word = text(2_000);

/** What we read of a voice webhook; Twilio adds parameters without notice, so the rest is let through unread. */
export const voiceForm = z.looseObject({
  CallSid: sid('CA'),
  AccountSid: sid('AC').optional(),
  From: word.default(''),
  To: word.default(''),
  CallStatus: word.optional(),
  Direction: word.optional(),
  Digits: word.optional(),
  RecordingSid: sid('RE').optional(),
  RecordingUrl: word.optional(),
  RecordingDuration: word.optional(),
  DialCallStatus: word.optional(),
  AnsweredBy: word.optional(),
  ErrorUrl: word.optional(),
});

/** https://www.twilio.com/docs/voice/twiml/record#transcribecallback */
export const transcriptionForm = z.looseObject({
  AccountSid: sid('AC').optional(),
  TranscriptionSid: sid('TR'),
  TranscriptionStatus: word.optional(),
  TranscriptionText: text(100_000).default(''),
  RecordingSid: sid('RE'),
});

export const smsForm = z.looseObject({
  MessageSid: sid('(SM|MM)'),
  AccountSid: sid('AC').optional(),
  From: word,
  To: word,
  Body: text(20_000)
    .transform((body) => body.slice(0, LONGEST_SMS))
    .default(''),
});

export const smsStatusForm = z.looseObject({
  MessageSid: sid('(SM|MM)'),
  AccountSid: sid('AC').optional(),
  MessageStatus: word,
  ErrorCode: word.optional(),
});

export type VoiceForm = z.output<typeof voiceForm>;

/** The request's form as the schema describes it. Only behind `requireForm`. */
export function formOf<S extends z.ZodType>(schema: S, request: Request): z.output<S> {
  return schema.parse(request.body);
}

/**
 * Refuses what is not the carrier's form for this account: 400 with a reason.
 * @param options.mayHoldAnything the form has a text that may say anything (a transcription may well say "From"), and nothing
 *   in it tells who acts, so that it is not looked at for having been cut anew
 */
export function requireForm(
  schema: z.ZodType<{ AccountSid?: string | undefined }>,
  accountSid: string,
  { mayHoldAnything = false } = {},
): RequestHandler {
  return (request, response, next) => {
    const parsed = schema.safeParse(request.body);
    const refuse = (reason: string) => response.status(400).type('text/plain').send(`${reason}\n`);
    if (!parsed.success) {
      const fields = parsed.error.issues.map((issue) => issue.path.join('.') || 'the form').join(', ');
      refuse(`This is not the form a carrier sends: ${fields} missing or malformed.`);
      return;
    }
    if (parsed.data.AccountSid !== undefined && parsed.data.AccountSid !== accountSid) {
      refuse('This form belongs to another account.');
      return;
    }
    const ambiguity = mayHoldAnything ? null : findAmbiguity(request.body as Record<string, unknown>);
    if (ambiguity !== null) {
      refuse(`This is not the form a carrier sends: ${ambiguity}.`);
      return;
    }
    next();
  };
}
