import { z } from 'zod';
import { receiptOf } from '../../domain/evidence/receipt.ts';
import { judgeReach, type PagingRecord, type Reach } from '../../domain/paging/nobody-has-it.ts';
import { isLate, type Ticket } from '../../domain/tickets/ticket.ts';
import type { Urls } from '../../telephony/twilio/webhook-urls.ts';
import { instant, severity, writeInstant } from './fields.ts';

/** A ticket as the outside sees it. */
export const ticketSchema = z.strictObject({
  number: z.string().regex(/^\d+$/),
  kind: z.enum(['problem', 'signature']),
  signature: z.enum(['false-negative', 'false-positive']).nullable(),
  severity,
  status: z.enum(['open', 'acknowledged', 'answered', 'closed']),
  channel: z.enum(['phone', 'portal', 'email']),
  verified: z.boolean().describe('the PIN was given, or the gateway vouches for the contact'),
  abandoned: z.boolean().describe('the caller hung up before the end'),
  customer: z
    .strictObject({
      number: z.string(),
      name: z.string(),
      plan: z.string().describe('as it was when the ticket was opened'),
    })
    .nullable(),
  contact: z.strictObject({ name: z.string() }).nullable(),
  callSid: z.string().nullable().describe("the customer's own call"),
  callbackNumber: z.string().nullable().describe('E.164'),
  openedAt: instant.describe('the first ring, or the arrival of the request'),
  respondBy: instant,
  acknowledgedAt: instant.nullable(),
  acknowledgedBy: z.string().nullable().describe("an engineer's key, or the name an outside system gave"),
  hands: z
    .int()
    .min(1)
    .describe('how many are to have it at once: 2 once a step with a second pair of hands was taken'),
  helpers: z.array(z.string()).describe('who helps whoever has it, as acknowledgedBy names them'),
  answeredAt: instant.nullable(),
  answeredBy: z.string().nullable(),
  answerSentAt: instant
    .nullable()
    .describe('a written answer is on its way: it counts once the customer has it'),
  reopenedAt: instant.nullable().describe('when it was opened again last, since an answer did not hold'),
  reopenings: z.int().min(0).describe('how often it was opened again'),
  reach: z
    .strictObject({
      state: z
        .enum(['calm', 'amber', 'red'])
        .describe(
          'amber: a step of the plan has failed; red: a whole round has, or no step comes before the deadline',
        ),
      since: instant.nullable().describe('since when it is amber or red'),
      steps: z.int().min(0).describe('how many steps have failed since somebody had it last'),
    })
    .nullable()
    .describe('how it stands while nobody has it; null: somebody has, or it is answered'),
  late: z.boolean().describe('the deadline has passed, or had passed, without a qualified answer'),
  customerTold: z
    .literal(false)
    .optional()
    .describe(
      'only there when something we tried to tell the customer reached them neither by SMS nor by phone',
    ),
  description: z.strictObject({
    recordingUrl: z.string().nullable(),
    transcript: z.string().nullable(),
    text: z.string().nullable(),
  }),
  receipt: z
    .string()
    .nullable()
    .describe('for the customer: what the ticket can be found by in the ledger, at /receipts; null: not yet'),
});

export type TicketView = z.output<typeof ticketSchema>;

/** A ticket's row with what it points at. */
export type TicketRow = Pick<
  Ticket,
  | 'number'
  | 'kind'
  | 'signature'
  | 'severity'
  | 'status'
  | 'channel'
  | 'verified'
  | 'abandoned'
  | 'customerNumber'
  | 'plan'
  | 'callbackNumber'
  | 'openedAt'
  | 'respondBy'
  | 'acknowledgedAt'
  | 'acknowledgedBy'
  | 'hands'
  | 'helpers'
  | 'answeredAt'
  | 'answeredBy'
  | 'answerSentAt'
  | 'reopenedAt'
  | 'reopenings'
  | 'missedAt'
  | 'untoldSince'
  | 'text'
  | 'recordingSid'
  | 'transcript'
> & {
  customerName: string | null;
  contactName: string | null;
  callSid: string | null;
  /** `facts-requested`: the clock stands, though nothing is answered yet; null: it was not stopped */
  answeredHow: string | null;
  /** a promise that was given before this one was missed */
  missedBefore: boolean;
  /** the hash of the fact that it was opened; null: it is not in the ledger yet */
  opening: Buffer | null;
};

/** A ticket's row with what was done so that somebody has it; null: somebody has it, or it is answered. */
export type PagedTicketRow = TicketRow & { paging: PagingRecord | null };

export function viewTicket(row: PagedTicketRow, urls: Urls, now: Date): TicketView {
  const { customerNumber, customerName, contactName, recordingSid, plan } = row;
  return {
    number: row.number,
    kind: row.kind,
    signature: row.signature,
    severity: row.severity,
    status: row.status,
    channel: row.channel,
    verified: row.verified,
    abandoned: row.abandoned,
    customer:
      customerNumber !== null && customerName !== null
        ? { number: customerNumber, name: customerName, plan }
        : null,
    contact: contactName === null ? null : { name: contactName },
    callSid: row.callSid,
    callbackNumber: row.callbackNumber,
    openedAt: writeInstant(row.openedAt),
    respondBy: writeInstant(row.respondBy),
    acknowledgedAt: writeInstant(row.acknowledgedAt),
    acknowledgedBy: row.acknowledgedBy,
    hands: row.hands,
    helpers: [...row.helpers],
    answeredAt: writeInstant(row.answeredAt),
    answeredBy: row.answeredBy,
    answerSentAt: writeInstant(row.answerSentAt),
    reopenedAt: writeInstant(row.reopenedAt),
    reopenings: row.reopenings,
    reach: viewReach(row.paging && judgeReach(row.paging, now)),
    // a miss stays a miss, also when the ticket is closed without an answer
    late: row.missedBefore || row.missedAt !== null || isLate(row, now),
    description: {
      recordingUrl: recordingSid === null ? null : urls.recording(recordingSid),
      transcript: row.transcript,
      text: row.text,
    },
    receipt: row.opening && receiptOf(row.opening),
    ...(row.untoldSince === null ? {} : { customerTold: false }),
  };
}

function viewReach(reach: Reach | null): TicketView['reach'] {
  return reach && { ...reach, since: writeInstant(reach.since) };
}
