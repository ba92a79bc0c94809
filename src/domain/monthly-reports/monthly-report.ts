import { z } from 'zod';
import { STANDINGS } from '../attainment/standing.ts';
import { MISS_REASONS } from '../attainment/why-missed.ts';
import { REPORT_LANGUAGES } from '../directory-entry/directory-schema.ts';
import { STAGES } from '../tickets/signature-stage.ts';
import { SEVERITIES } from '../tickets/ticket.ts';

const instant = z.iso.datetime();
const count = z.int().min(0);
const ms = count.describe('milliseconds');
const month = z.string().regex(/^\d{4}-\d{2}$/);
const severity = z.literal(SEVERITIES);
const share = z.strictObject({
  hundredths: count.describe('of a percent of the monthly fee, or of the unit of the currency'),
  unit: z.string().describe('% or a currency by ISO 4217'),
});

const attainment = z.strictObject({ 'in-time': count, late: count, unanswered: count });

const missSchema = z.strictObject({
  cause: z.enum(MISS_REASONS),
  remedy: z
    .strictObject({ text: z.string(), at: instant })
    .nullable()
    .describe('what was done so that it is kept the next time; null: nothing was written down'),
});

const ticketSchema = z.strictObject({
  number: z.string(),
  kind: z.enum(['problem', 'signature']),
  signature: z.enum(['false-negative', 'false-positive']).nullable(),
  severity,
  channel: z.enum(['phone', 'portal', 'email']),
  verified: z.boolean(),
  openedAt: instant.describe('the first ring'),
  clock: z.enum(['always', 'business']),
  windowFrom: instant.describe('where the response window begins on the clock'),
  windowMs: ms.describe('how much time was promised on the clock'),
  days: z
    .array(z.strictObject({ date: z.iso.date(), from: instant, until: instant, ms }))
    .describe('of the business clock: what each day gave of it'),
  respondBy: instant,
  missedAt: instant
    .nullable()
    .describe('the deadline that was missed: it stays, also where respondBy was moved afterwards'),
  severityChanges: z.array(
    z.strictObject({ at: instant, from: severity, to: severity, respondBy: instant.nullable() }),
  ),
  acknowledgedAt: instant.nullable(),
  answeredAt: instant.nullable(),
  asksForFacts: z
    .literal(true)
    .exactOptional()
    .describe(
      'at answeredAt the customer was asked for the missing facts, which stops the clock: nothing is answered yet',
    ),
  closedAt: instant.nullable(),
  answeredAfterMs: ms
    .nullable()
    .describe('since the first ring, or since the objection by which the promise was given anew'),
  lateMs: ms
    .nullable()
    .describe('by how much the answer came after the deadline that was missed, or is late by now'),
  standing: z
    .enum(STANDINGS)
    .nullable()
    .describe('null: the promise is not due yet, or was withdrawn before it was'),
  dueIn: month.describe('the month in whose figures it counts: by the calendar it was promised by'),
  miss: missSchema.nullable(),
  reopenings: z.array(
    z.strictObject({ at: instant, by: z.enum(['customer', 'service']).describe('customer: they objected') }),
  ),
  stages: z.array(
    z.strictObject({
      at: instant,
      stage: z.enum([...STAGES, 'objected', 'asked']),
      version: z.string().nullable(),
    }),
  ),
  receipt: z.string().exactOptional().describe('the short receipt of the ledger, once there is one'),
});

const credit = z.strictObject({
  misses: count,
  perMiss: share,
  atMost: share.nullable(),
  due: share,
  isCapped: z.boolean(),
});

/** What a customer was promised and got in a month, as it is handed out. Figures count the promises that were due in the month. */
export const monthlyReportSchema = z.strictObject({
  format: z.literal(1),
  customer: z.strictObject({
    number: z.string(),
    name: z.string(),
    plan: z.string().describe('what the plan is called that they have, or had when the month ended'),
  }),
  language: z.enum(REPORT_LANGUAGES),
  month,
  zone: z.string().describe('of the customer’s calendar: its days begin and end there'),
  from: instant,
  until: instant,
  isOver: z.boolean().describe('false: the month runs, and figures change'),
  madeAt: instant,
  outsideTerm: z
    .strictObject({ from: z.iso.date(), until: z.iso.date() })
    .exactOptional()
    .describe(
      'the term of the contract as it stands today, where the month lies outside it and nothing came of it',
    ),
  figures: attainment,
  bySeverity: z.array(z.strictObject({ severity, ...attainment.shape })),
  tickets: z
    .array(ticketSchema)
    .describe(
      'due, opened, or opened again in the month, by their first ring; a ticket whose promise was given anew after an objection is there once for each promise that the month has',
    ),
  isCut: z.boolean().describe('there are more tickets than are listed; figures count them all'),
  credit: credit
    .nullable()
    .describe('by the rule of the plan as it is now, or was when the month ended; null: it has none'),
  earlierCredits: z
    .array(credit)
    .exactOptional()
    .describe('beside it, for tickets that were opened while the plan had another rule'),
  seats: z.strictObject({ withPin: count, of: count }),
  line: z.strictObject({
    availability: z
      .strictObject({
        share: z
          .number()
          .min(0)
          .max(1)
          .describe('of the time that is known, in which a call of the hotline to itself came through'),
        drills: count.describe('such calls in the month'),
        failed: count,
        unknownMinutes: count.describe('of the month, in which there was no such call'),
      })
      .nullable()
      .describe('null: not measured'),
    calls: count.describe('from this customer'),
    foundLater: count.describe('calls of any customer that only the carrier had on record at first'),
  }),
  checkpoint: z
    .string()
    .exactOptional()
    .describe('of the ledger, once it has closed the month; of a month that runs, the newest one'),
});

export type MonthlyReport = z.output<typeof monthlyReportSchema>;
export type ReportedTicket = MonthlyReport['tickets'][number];
