import { z } from 'zod';
import { readIsoTime } from '../../domain/calendar/read-iso-time.ts';
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

/** What PostgreSQL can keep as text: no NUL and no half characters. */
const KEEPABLE = /^[^\0\p{Cs}]*$/u;

/** A text of one or more characters that can be kept. */
export function text(longest: number) {
  return z
    .string()
    .trim()
    .min(1, 'Write a text.')
    .max(longest, `Write ${longest} characters at most.`)
    .refine((value) => KEEPABLE.test(value), 'Leave out characters that cannot be shown.');
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
