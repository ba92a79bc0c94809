import { isSupportedCountry } from 'libphonenumber-js/max';
import { DateTime, Duration } from 'luxon';
import { z } from 'zod';
import { seenText } from '../../platform/seen-text.ts';
import { isNamedZone, isOffset } from '../calendar/time-zone.ts';
import { isOwnWord } from '../users/actor.ts';
import { CUSTOMER_NUMBER_DIGITS, exactly, PIN_DIGITS } from './digit-limits.ts';
import { says } from './explain-issue.ts';
import type { CountryCode } from './phone.ts';
import { flawOf } from './pin-rule.ts';

/*
 * What the single values of a directory file may be, whatever entry they stand in.
 */

/** An object that refuses unknown keys and lists the known ones for whoever misspelt one. */
export function fields<S extends z.core.$ZodShape>(shape: S) {
  const known = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? known : undefined),
  });
}

/** A name as it is kept: composed, and without what nobody sees in it, so that equal looks are equal. */
export function keptName(typed: string): string {
  return seenText(typed).normalize().trim();
}

/** A name however it is capitalised, composed and spaced: two people of one customer are not told apart by less. */
export function comparableName(name: string): string {
  return keptName(name).toLowerCase().replaceAll(/\s+/g, ' ');
}

export function isSameName(one: string, other: string): boolean {
  return comparableName(one) === comparableName(other);
}

/**
 * A name for people: one line, no control characters, no half characters, no � of a lost letter; as it is kept, see `keptName`.
 */
export const lineOfText = z
  .string()
  .overwrite(keptName)
  .min(1, says('is empty.', 'Write a text.'))
  .max(200, says('is longer than 200 characters.', 'Shorten it.'))
  .regex(
    /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\ufffd]*$/u,
    says('contains a character that cannot be shown.', 'Remove it.'),
  );

/** The name by which other entries mention this one. */
export const nameSchema = z
  .string()
  .max(64, says('is longer than 64 characters.', 'Choose a shorter name.'))
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*$/u,
    says('cannot be a name.', 'Use letters, digits, - and _, and begin with a letter or digit.'),
  );

/** An engineer stands on timelines by this name: it may not be one of our own words there. */
export const engineerKeySchema = nameSchema.refine((name) => !isOwnWord(name), {
  error: says('is a word of the hotline itself.', 'Choose another name, such as a first name.'),
});

export const customerNumberSchema = z
  .string()
  .regex(
    exactly(CUSTOMER_NUMBER_DIGITS),
    says(
      'is not a customer number.',
      `Use ${CUSTOMER_NUMBER_DIGITS.min} to ${CUSTOMER_NUMBER_DIGITS.max} digits: callers key it in on the telephone.`,
    ),
  );

/** What to do about a PIN that is missing or cannot be one. */
export const PIN_REMEDY = `${PIN_DIGITS.min} to ${PIN_DIGITS.max} digits in quotes`;

export const pinSchema = z
  .string()
  .regex(exactly(PIN_DIGITS), says('is not a PIN.', `Write ${PIN_REMEDY}.`))
  // the message names examples of its own: it may end up in a log
  .refine((pin) => !exactly(PIN_DIGITS).test(pin) || flawOf(pin) === null, {
    error: says(
      'is a PIN that is guessed first.',
      'Choose one that neither counts on, such as 123456 or 890123, nor repeats itself, such as 000000 or 121212.',
    ),
  });

export const languageCode = z
  .string()
  .regex(/^[a-z]{2}$/, says('is not a language.', 'Write its two letters: de for German, en for English.'));

/**
 * An address for e-mail, as one word: without names, comments, quotes or several addresses, so that nothing in it can become
 * another header or recipient.
 */
export const mailAddress = z
  .string()
  .max(254, says('is longer than 254 characters.', 'Write one address.'))
  .regex(
    /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/i,
    says('is no address for e-mail.', 'Write one address only: it@customer.example'),
  );

export function list<T extends z.ZodType>(item: T) {
  return z.array(item);
}

export function fullList<T extends z.ZodType>(item: T) {
  return list(item).min(1, says('is an empty list.', 'Name at least one.'));
}

/** There is no year zero, and PostgreSQL stores none. */
function exists(text: string): boolean {
  const { isValid, year } = DateTime.fromISO(text, { zone: 'utc' });
  return isValid && year > 0;
}

export const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, says('is not a date.', 'Write it as year-month-day: 2026-12-24.'))
  .refine((value) => !/^\d{4}-\d{2}-\d{2}$/.test(value) || exists(value), {
    error: says('is a day that does not exist.', 'Correct the date.'),
  });

const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;
export const localTime = z
  .string()
  .regex(LOCAL_TIME, says('is not a local time.', 'Write it as date, T and time: 2026-12-24T08:00.'))
  .refine((value) => !LOCAL_TIME.test(value) || exists(value), {
    error: says('is a day or time that does not exist.', 'Correct it.'),
  });

export function isDuration(value: string, atLeastMs: number): boolean {
  const duration = Duration.fromISO(value);
  return duration.isValid && duration.toMillis() >= atLeastMs;
}

/** Months and years have no length of their own, so a promise cannot be made of them. */
export function isFixedDuration(value: string, atLeastMs: number): boolean {
  return isDuration(value, atLeastMs) && !/^[^T]*[YM]/.test(value);
}

/** What is promised for later than this is meant otherwise; and ten years of opening hours have to hold it. */
const MAX_DURATION_MS = Duration.fromObject({ days: 366 }).toMillis();

export const duration = z
  .string()
  .refine((value) => isFixedDuration(value, 1), {
    error: says('is not a duration.', 'Write it in ISO 8601: PT30M is 30 minutes, PT4H 4 hours, P7D 7 days.'),
  })
  .refine((value) => !isFixedDuration(value, MAX_DURATION_MS + 1), {
    error: says(
      'is longer than a year.',
      'Write a shorter one: PT30M is 30 minutes, PT4H 4 hours, P7D 7 days.',
    ),
  });

const ZONE_REMEDY = 'Write its IANA name, for example Europe/Berlin.';
export const timezone = z
  .string()
  .refine((value) => isNamedZone(value) || isOffset(value), {
    error: says('is not a time zone.', ZONE_REMEDY),
  })
  .refine((value) => !isOffset(value), {
    error: says('is an offset, not a time zone: it does not know when the clocks are changed.', ZONE_REMEDY),
  });

const DAY = '(mon|tue|wed|thu|fri|sat|sun)';
const DAYS = `${DAY}(-${DAY})?`;
const days = z
  .string()
  .regex(
    new RegExp(`^${DAYS}( *, *${DAYS})*$`),
    says('names no weekdays.', 'Write one such as sat, a range such as mon-fri, or a list such as mon,wed.'),
  );
const span = z
  .string()
  .regex(
    /^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/,
    says('is not a span of hours.', 'Write it in quotes as "09:00-18:00".'),
  );
const NIGHT = /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/;
/** May go over midnight. */
export const night = z
  .string()
  .regex(NIGHT, says('is no night.', 'Write when it begins and ends, in quotes: "23:00-06:00".'))
  .refine((value) => !NIGHT.test(value) || value.slice(0, 5) !== value.slice(6), {
    error: says('ends when it begins.', 'Write when it begins and ends, in quotes: "23:00-06:00".'),
  });
export const hours = z.record(
  days,
  z.union([span, fullList(span)], {
    error: says('is not a span of hours.', 'Write "09:00-18:00", or a list of such spans.'),
  }),
);

export const countrySchema = z
  .string()
  .refine((value) => isSupportedCountry(value), {
    error: says('is not a country.', 'Write its two capital letters: DE for Germany.'),
  })
  .transform((value) => value as CountryCode);
