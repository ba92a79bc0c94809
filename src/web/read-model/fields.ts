import { z } from 'zod';
import { readIsoTime } from '../../domain/calendar/read-iso-time.ts';
import { isSeen } from '../../domain/users/look-alike.ts';
import { seenText } from '../../platform/seen-text.ts';
import { CALL_SID, RECORDING_SID } from '../../telephony/twilio/sid.ts';

/** An instant as the API writes it: RFC 3339 in UTC. */
export const instant = z.iso.datetime();

/** An instant as the API reads it: RFC 3339 with any offset. */
export const instantWithOffset = z.iso
  .datetime({
    offset: true,
    abort: true,
    error: 'Write an instant as RFC 3339 does, such as 2026-11-23T09:00:00Z; in a query, + is %2B.',
  })
  .refine((text) => readIsoTime(text, 'utc').isValid, 'Write an offset that clocks have: at most 14 hours.')
  .transform((instant) => new Date(instant));

/** A text of one or more characters. */
export function text(longest: number) {
  return z
    .string()
    .trim()
    .min(1, { error: 'Write a text.', abort: true })
    .max(longest, `Write ${longest} characters at most.`)
    .refine(isSeen, { error: 'Write a text that can be seen.', abort: true });
}

/** A text that stands within a line of others, as names do: it neither ends that line nor turns it round, nor hides in it. */
export function oneLine(longest: number) {
  return text(longest).refine(isOneLine, {
    error: 'Write one line, without characters that nobody sees.',
    abort: true,
  });
}

/** Whether all there is in a text is seen, in one line. */
export function isOneLine(value: string): boolean {
  return seenText(value) === value && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value);
}

export const ticketNumber = z.string().regex(/^\d{1,18}$/, 'A ticket number is made of digits.');
export const callSid = z.string().regex(CALL_SID);
export const recordingSid = z.string().regex(RECORDING_SID);
export const severity = z.literal([1, 2, 3, 4]);

/** `null` stays `null`: most instants of a ticket lie ahead. */
export function writeInstant(at: Date): string;
export function writeInstant(at: Date | null): string | null;
export function writeInstant(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
