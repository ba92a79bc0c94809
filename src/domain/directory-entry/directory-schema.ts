import { isSupportedCountry } from 'libphonenumber-js/max';
import { DateTime, Duration } from 'luxon';
import { z } from 'zod';
import { isNamedZone, isOffset } from '../calendar/time-zone.ts';
import { isOwnWord } from '../users/actor.ts';
import { didYouMean } from './did-you-mean.ts';
import { CUSTOMER_NUMBER_DIGITS, exactly, PIN_DIGITS } from './digit-limits.ts';
import { says } from './explain-issue.ts';
import { type CountryCode, leadsTo, readPhone } from './phone.ts';
import { flawOf } from './pin-rule.ts';

/*
 * What each entry of a directory file may say. Entries that mention others are held against the names that exist, so
 * that every fault comes out of one pass and stands where it was made.
 */

/** What a schema has to know of the rest of the directory. */
export interface Surroundings {
  /** Where a number without a country code belongs. */
  country: CountryCode;
  /** The hotline's own number, E.164: nobody is reached there. */
  ownNumber?: string | undefined;
  /** The names that may be mentioned. */
  names: Record<Mentioned, ReadonlySet<string>>;
  hasSupervisors: boolean;
}

export type Mentioned = 'calendars' | 'plans' | 'engineers' | 'schedules' | 'escalations';

const NOUNS: Record<Mentioned, string> = {
  calendars: 'calendar',
  plans: 'plan',
  engineers: 'engineer',
  schedules: 'schedule',
  escalations: 'escalation policy',
};

/** An object that refuses unknown keys and lists the known ones for whoever misspelt one. */
function fields<S extends z.core.$ZodShape>(shape: S) {
  const known = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? known : undefined),
  });
}

/** A text for people: one line, no control characters, no half characters, no � of a lost letter; composed, so that equal looks are equal. */
const text = z
  .string()
  .normalize()
  .trim()
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

const pinSchema = z
  .string()
  .regex(exactly(PIN_DIGITS), says('is not a PIN.', `Write ${PIN_REMEDY}.`))
  // the message names examples of its own: it may end up in a log
  .refine((pin) => !exactly(PIN_DIGITS).test(pin) || flawOf(pin) === null, {
    error: says(
      'is a PIN that is guessed first.',
      'Choose one that neither counts on, such as 123456 or 890123, nor repeats itself, such as 000000 or 121212.',
    ),
  });

const languageCode = z
  .string()
  .regex(/^[a-z]{2}$/, says('is not a language.', 'Write its two letters: de for German, en for English.'));

function list<T extends z.ZodType>(item: T) {
  return z.array(item);
}

function fullList<T extends z.ZodType>(item: T) {
  return list(item).min(1, says('is an empty list.', 'Name at least one.'));
}

function exists(text: string): boolean {
  return DateTime.fromISO(text, { zone: 'utc' }).isValid;
}

const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, says('is not a date.', 'Write it as year-month-day: 2026-12-24.'))
  .refine((value) => !/^\d{4}-\d{2}-\d{2}$/.test(value) || exists(value), {
    error: says('is a day that does not exist.', 'Correct the date.'),
  });

const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;
const localTime = z
  .string()
  .regex(LOCAL_TIME, says('is not a local time.', 'Write it as date, T and time: 2026-12-24T08:00.'))
  .refine((value) => !LOCAL_TIME.test(value) || exists(value), {
    error: says('is a day or time that does not exist.', 'Correct it.'),
  });

function isDuration(value: string, atLeastMs: number): boolean {
  const duration = Duration.fromISO(value);
  return duration.isValid && duration.toMillis() >= atLeastMs;
}

/** Months and years have no length of their own, so a promise cannot be made of them. */
function isFixedDuration(value: string, atLeastMs: number): boolean {
  return isDuration(value, atLeastMs) && !/^[^T]*[YM]/.test(value);
}

const duration = z.string().refine((value) => isFixedDuration(value, 1), {
  error: says('is not a duration.', 'Write it in ISO 8601: PT30M is 30 minutes, PT4H 4 hours, P7D 7 days.'),
});

const ZONE_REMEDY = 'Write its IANA name, for example Europe/Berlin.';
const timezone = z
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
const hours = z.record(
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

/**
 * What people call an entry that others mention by its key: `name` in a file. Kept as `title`, since a rule that was found has
 * its key for a name.
 */
const title = { name: text.exactOptional() };

function titled<T extends { name?: string }>({ name, ...entry }: T): Omit<T, 'name'> & { title?: string } {
  return name === undefined ? entry : { ...entry, title: name };
}

export const calendarSchema = fields({
  ...title,
  timezone,
  hours,
  holidays: z.string().exactOptional(),
  closures: list(date).default([]),
  open: list(date).default([]),
}).transform(titled);

const responseSchema = fields({ within: duration, clock: z.enum(['always', 'business']) }).refine(
  ({ within, clock }) => clock === 'always' || !/\d[DW]/.test(within),
  {
    error: says('gives business time in days.', 'Write business time in hours: PT8H.'),
    path: ['within'],
  },
);

const turn = z.string().refine((value) => isDuration(value, 1), {
  error: says('is not the length of a turn.', 'Write it in ISO 8601: P7D is a week, PT12H half a day.'),
});

const at = z
  .string()
  .refine((value) => /^(100|\d{1,2})(\.\d+)?%$/.test(value) || isFixedDuration(value, 0), {
    error: says(
      'is no point of the response window.',
      'Write a share of it such as 10%, or the time since its start such as PT5M.',
    ),
  })
  .refine((value) => !/^100\.\d*[1-9]/.test(value), {
    error: says('lies after the deadline.', 'Write at most 100%.'),
  });

/** A number of the directory, in E.164 however it was typed. The messages never repeat it: they may end up in a log. */
function phonesSchema({ country, ownNumber }: Surroundings) {
  const phone = z.string().transform((typed, context) => {
    const reading = readPhone(typed, country);
    const isOwn =
      reading.number !== undefined && ownNumber !== undefined && leadsTo(ownNumber, reading.number);
    if (isOwn) {
      const remedy = 'Write a number at which the person is reached: the hotline would call itself.';
      context.addIssue({ code: 'custom', message: says('is the number of the hotline itself.', remedy) });
      return z.NEVER;
    }
    if (reading.number !== undefined) return reading.number;
    const remedy = 'Write a landline or mobile number with + and its country code: "+49 30 23125 000".';
    context.addIssue({ code: 'custom', message: says(`${reading.problem}.`, remedy) });
    return z.NEVER;
  });
  return fullList(phone).refine((phones) => new Set(phones).size === phones.length, {
    error: says('names the same number twice.', 'Name each number once.'),
  });
}

/** Says that a name leads nowhere, and which one may have been meant. */
function unknownName(section: Mentioned, name: string, names: ReadonlySet<string>): string {
  const noun = NOUNS[section];
  const meant = didYouMean(name, names);
  return says(
    `names the ${noun} "${name}", which does not exist.`,
    meant ? `Did you mean "${meant}"?` : `Add the ${noun} under ${section}, or name one that exists.`,
  );
}

function mentionSchema(section: Mentioned, { names }: Surroundings) {
  return z.string().refine((name) => names[section].has(name), {
    error: ({ input }) => unknownName(section, String(input), names[section]),
  });
}

/** `schedule:front`, `engineer:anna`, `tam` or `supervisors`. */
function targetSchema(surroundings: Surroundings) {
  return z.string().superRefine((target, context) => {
    const message = targetFault(target, surroundings);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });
}

function targetFault(target: string, { names, hasSupervisors }: Surroundings): string | undefined {
  const [, kind, name] = /^(schedule|engineer):(.+)$/su.exec(target) ?? [];
  if (name !== undefined) {
    const section = kind === 'schedule' ? 'schedules' : 'engineers';
    return names[section].has(name) ? undefined : unknownName(section, name, names[section]);
  }
  if (target === 'tam' || (target === 'supervisors' && hasSupervisors)) return undefined;
  // a page to supervisors whom nobody named would reach no one
  return target === 'supervisors'
    ? says('pages the supervisors, but none are named.', 'Add supervisors: { phones: [...] }.')
    : says('is nobody who can be paged.', 'Write schedule:NAME, engineer:NAME, tam or supervisors.');
}

function planSchema(escalation: z.ZodType<string>) {
  return fields({
    ...title,
    priority: z.int().min(0, says('is below 0.', 'Write 0 or more; lower is served first.')),
    seats: z
      .int()
      .min(1, says('is below 1.', 'Give the plan at least one seat.'))
      .max(1000, says('is above 1000.', 'Write 1000 or less.')),
    live: list(z.literal([1, 2, 3, 4])).default([]),
    response: fields({ 1: responseSchema, 2: responseSchema, 3: responseSchema, 4: responseSchema }),
    escalation: fields({ problem: escalation, signature: escalation }),
    'phone-line': z.boolean().default(true),
    'hold-for': duration.default('PT3M'),
  }).transform(({ 'phone-line': phoneLine, 'hold-for': holdFor, ...plan }) => ({
    ...titled(plan),
    phoneLine,
    holdFor,
  }));
}

function scheduleSchema(engineer: z.ZodType<string>) {
  const layer = fields({
    participants: fullList(engineer),
    rotate: turn,
    from: localTime,
    until: localTime.exactOptional(),
    during: hours.exactOptional(),
  });
  const override = fields({ engineer, from: localTime, until: localTime }).refine(
    ({ from, until }) => from < until,
    { error: says('does not end after it begins.', 'Correct from or until.'), path: ['until'] },
  );
  return fields({
    ...title,
    timezone,
    covers: z.enum(['always', 'office']).exactOptional(),
    layers: fullList(layer),
    overrides: list(override).default([]),
  })
    .refine(({ covers, layers }) => covers !== 'office' || layers.some(({ during }) => during), {
      error: says(
        'is missing, although the schedule covers office hours.',
        'Give a layer its hours: during: { mon-fri: "08:00-18:00" }.',
      ),
      path: ['layers', 0, 'during'],
    })
    .transform(titled);
}

function escalationSchema(target: z.ZodType<string>) {
  const step = fields({ at, page: fullList(target), by: fullList(z.enum(['sms', 'call'])) });
  return fields({ ...title, steps: fullList(step), 'last-resort': fullList(target) }).transform(
    ({ 'last-resort': lastResort, ...policy }) => ({ ...titled(policy), lastResort }),
  );
}

/** The supervisors' phones, and by number what they are called: `names: { "+493023125000": Control room }`. */
function supervisorsSchema(phones: z.ZodType<string[]>, country: CountryCode) {
  return fields({ phones, names: z.record(z.string(), text).exactOptional() }).transform(
    ({ phones: numbers, names = {} }, context) => {
      const named = Object.entries(names).map(([typed, name]) => [readPhone(typed, country).number, name]);
      if (named.some(([number]) => number === undefined || !numbers.includes(number))) {
        const message = says('names a number that is none of the phones.', 'Write each as it stands there.');
        context.addIssue({ code: 'custom', message, path: ['names'] });
      }
      const entry: { phones: string[]; names?: Record<string, string> } = { phones: numbers };
      if (named.length > 0) entry.names = Object.fromEntries(named);
      return entry;
    },
  );
}

/** The schemas of all entries that mention others or hold phone numbers. */
export function schemasFor(surroundings: Surroundings) {
  const mention = (section: Mentioned) => mentionSchema(section, surroundings);
  const phones = phonesSchema(surroundings);
  return {
    plan: planSchema(mention('escalations')),
    engineer: fields({ name: text, phones, languages: fullList(languageCode) }),
    schedule: scheduleSchema(mention('engineers')),
    escalation: escalationSchema(targetSchema(surroundings)),
    supervisors: supervisorsSchema(phones, surroundings.country),
    customer: fields({
      name: text,
      plan: mention('plans'),
      valid: fields({ from: date, until: date }).refine(({ from, until }) => from <= until, {
        error: says('ends before it begins.', 'Correct from or until.'),
      }),
      calendar: mention('calendars'),
      tam: mention('engineers').exactOptional(),
      deputy: mention('engineers').exactOptional(),
      // each contact is checked on its own, so that a fault in one hides none in the others
      contacts: list(z.unknown()).default([]),
    }),
    contact: fields({
      name: text,
      phones,
      pin: pinSchema.exactOptional(),
      language: languageCode,
    }),
  };
}

export type Schemas = ReturnType<typeof schemasFor>;

export type CalendarEntry = z.output<typeof calendarSchema>;
export type PlanDefinition = z.output<Schemas['plan']>;
export type ScheduleInFile = z.output<Schemas['schedule']>;
export type EscalationPolicy = z.output<Schemas['escalation']>;
export type EngineerEntry = z.output<Schemas['engineer']>;
export type Supervisors = z.output<Schemas['supervisors']>;
export type ContactEntry = z.output<Schemas['contact']>;
export type CustomerHeader = Omit<z.output<Schemas['customer']>, 'contacts'>;
