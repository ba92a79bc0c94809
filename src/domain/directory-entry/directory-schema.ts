import { z } from 'zod';
import { MAX_REST_HOURS, NIGHT, REST_HOURS } from '../calendar/rest-rule.ts';
import { readCreditShare } from './credit-share.ts';
import {
  date,
  duration,
  fields,
  fullList,
  hours,
  isDuration,
  isFixedDuration,
  languageCode,
  lineOfText,
  list,
  localTime,
  mailAddress,
  night,
  pinSchema,
  timezone,
} from './entry-values.ts';
import { says } from './explain-issue.ts';
import { type Mentioned, mentionSchema, phonesSchema, type Surroundings, targetSchema } from './mentions.ts';
import { type CountryCode, readPhone } from './phone.ts';

/** In which a monthly report is written. */
export const REPORT_LANGUAGES = ['de', 'en'] as const;
export type ReportLanguage = (typeof REPORT_LANGUAGES)[number];

/** The greatest whole number of a column. */
const MAX_PRIORITY = 2_147_483_647;

/** Whoever takes a ticket, and a second pair of hands. */
const MAX_HANDS = 2;

/*
 * What each entry of a directory file may say. Entries that mention others are held against the names that exist, so
 * that every fault comes out of one pass and stands where it was made.
 */

/**
 * What people call an entry that others mention by its key: `name` in a file. Kept as `title`, since a rule that was found has
 * its key for a name.
 */
const title = { name: lineOfText.exactOptional() };

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

/** `10%` of the monthly fee, or `250.00 EUR`. */
const creditShare = z.string().refine((value) => readCreditShare(value) !== null, {
  error: says(
    'is no credit.',
    'Write a share of the monthly fee such as "10%", or an amount such as "250.00 EUR".',
  ),
});

/** What a missed promise is worth: `credit: { per-miss: "10%", at-most: "50%" }`. */
const creditSchema = fields({ 'per-miss': creditShare, 'at-most': creditShare.exactOptional() })
  .refine(
    ({ 'per-miss': each, 'at-most': most }) =>
      most === undefined || readCreditShare(each)?.unit === readCreditShare(most)?.unit,
    {
      error: says('is not counted like per-miss.', 'Write both in percent, or both in one currency.'),
      path: ['at-most'],
    },
  )
  .transform(({ 'per-miss': perMiss, 'at-most': atMost }) =>
    atMost === undefined ? { perMiss } : { perMiss, atMost },
  );

function planSchema(escalation: z.ZodType<string>) {
  return fields({
    ...title,
    priority: z
      .int()
      .min(0, says('is below 0.', 'Write 0 or more; lower is served first.'))
      .max(MAX_PRIORITY, says(`is above ${MAX_PRIORITY}.`, 'Write less; lower is served first.')),
    seats: z
      .int()
      .min(1, says('is below 1.', 'Give the plan at least one seat.'))
      .max(1000, says('is above 1000.', 'Write 1000 or less.')),
    live: list(z.literal([1, 2, 3, 4])).default([]),
    response: fields({ 1: responseSchema, 2: responseSchema, 3: responseSchema, 4: responseSchema }),
    escalation: fields({ problem: escalation, signature: escalation }),
    'phone-line': z.boolean().default(true),
    'hold-for': duration.default('PT3M'),
    credit: creditSchema.exactOptional(),
  }).transform(({ 'phone-line': phoneLine, 'hold-for': holdFor, ...plan }) => ({
    ...titled(plan),
    phoneLine,
    holdFor,
  }));
}

const restHours = says(
  'is no number of hours of rest.',
  `Write a whole number from 1 to ${MAX_REST_HOURS}; the law has ${REST_HOURS} for most.`,
);

/** What a broken night means: `rest: { rule: anew, hours: 11, night: "23:00-06:00" }`. */
const restSchema = fields({
  rule: z.enum(['anew', 'prolonged', 'off']),
  hours: z.int().min(1, restHours).max(MAX_REST_HOURS, restHours).default(REST_HOURS),
  night: night.default(NIGHT),
});

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
    rest: restSchema.exactOptional(),
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

/** How many must have a ticket before a step is satisfied: whoever takes it, and one who helps. */
const hands = z
  .int()
  .min(1, says('is below 1.', 'Write 1, or 2 for a second pair of hands.'))
  .max(MAX_HANDS, says('is above 2.', 'Write 2 for a second pair of hands.'));

function escalationSchema(target: z.ZodType<string>) {
  const by = fullList(z.enum(['sms', 'call']));
  const step = fields({ at, page: fullList(target), by, hands: hands.exactOptional() });
  return fields({ ...title, steps: fullList(step), 'last-resort': fullList(target) }).transform(
    ({ 'last-resort': lastResort, ...policy }) => ({ ...titled(policy), lastResort }),
  );
}

/** The supervisors' phones, and by number what they are called: `names: { "+493023125000": Control room }`. */
function supervisorsSchema(phones: z.ZodType<string[]>, country: CountryCode) {
  return fields({ phones, names: z.record(z.string(), lineOfText).exactOptional() }).transform(
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
    engineer: fields({ name: lineOfText, phones, languages: fullList(languageCode) }),
    schedule: scheduleSchema(mention('engineers')),
    escalation: escalationSchema(targetSchema(surroundings)),
    supervisors: supervisorsSchema(phones, surroundings.country),
    customer: fields({
      name: lineOfText,
      plan: mention('plans'),
      valid: fields({ from: date, until: date }).refine(({ from, until }) => from <= until, {
        error: says('ends before it begins.', 'Correct from or until.'),
      }),
      calendar: mention('calendars'),
      tam: mention('engineers').exactOptional(),
      deputy: mention('engineers').exactOptional(),
      report: fields({ to: mailAddress, language: z.enum(REPORT_LANGUAGES).exactOptional() }).exactOptional(),
      // each contact is checked on its own, so that a fault in one hides none in the others
      contacts: list(z.unknown()).default([]),
    }),
    contact: fields({
      name: lineOfText,
      phones,
      pin: pinSchema.exactOptional(),
      language: languageCode,
    }),
  };
}

export type Schemas = ReturnType<typeof schemasFor>;

export type CalendarEntry = z.output<typeof calendarSchema>;
export type PlanDefinition = z.output<Schemas['plan']>;
export type CreditRule = NonNullable<PlanDefinition['credit']>;
export type ScheduleInFile = z.output<Schemas['schedule']>;
export type EscalationPolicy = z.output<Schemas['escalation']>;
export type EngineerEntry = z.output<Schemas['engineer']>;
export type Supervisors = z.output<Schemas['supervisors']>;
export type ContactEntry = z.output<Schemas['contact']>;
export type CustomerHeader = Omit<z.output<Schemas['customer']>, 'contacts'>;
