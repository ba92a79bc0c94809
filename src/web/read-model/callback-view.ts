import { z } from 'zod';
import type { Attempt, Callback } from '../../domain/callbacks/callback.ts';
import { engineerSchema, viewEngineer } from './call-view.ts';
import { instant, writeInstant } from './fields.ts';

/** One try to bring an engineer and the customer together. */
const attemptSchema = z.strictObject({
  engineer: engineerSchema.nullable().describe('null: a supervisor'),
  engineerCallSid: z.string().nullable(),
  customerCallSid: z.string().nullable(),
  stage: z.enum(['engineer', 'customer', 'joined', 'ended']),
  outcome: z
    .enum([
      'qualified-answer',
      'facts-requested',
      'not-yet',
      'no-outcome',
      'customer-not-reached',
      'engineer-hung-up',
      'withdrawn',
    ])
    .nullable(),
  startedAt: instant,
  endedAt: instant.nullable(),
  late: z.boolean().describe('begun after the deadline'),
});

/** The promise to call a customer back. */
export const callbackSchema = z.strictObject({
  ticket: z.string(),
  status: z.enum(['open', 'done', 'withdrawn']),
  nextAt: instant.nullable().describe('when the next try is planned'),
  late: z.boolean().describe('the next try, or the last one if none is planned, comes after the deadline'),
  createdAt: instant,
  endedAt: instant.nullable(),
  attempts: z.array(attemptSchema).describe('in the order in which they began'),
});

export type AttemptRow = Pick<
  Attempt,
  'callbackId' | 'engineer' | 'stage' | 'outcome' | 'startedAt' | 'endedAt'
> & { engineerName: string | null; engineerCallSid: string | null; customerCallSid: string | null };

export type CallbackRow = Omit<Callback, 'attempts'> & { respondBy: Date; attempts: AttemptRow[] };

export function viewCallback(row: CallbackRow): z.input<typeof callbackSchema> {
  return {
    ticket: row.ticketNumber,
    status: row.status,
    nextAt: writeInstant(row.nextAt),
    late: isLate(row, row.nextAt ?? row.attempts.at(-1)?.startedAt ?? null),
    createdAt: writeInstant(row.createdAt),
    endedAt: writeInstant(row.endedAt),
    attempts: row.attempts.map((attempt) => viewAttempt(attempt, row)),
  };
}

function viewAttempt(row: AttemptRow, callback: CallbackRow): z.input<typeof attemptSchema> {
  return {
    engineer: viewEngineer(row.engineer, row.engineerName),
    engineerCallSid: row.engineerCallSid,
    customerCallSid: row.customerCallSid,
    stage: row.stage,
    outcome: row.outcome,
    startedAt: writeInstant(row.startedAt),
    endedAt: writeInstant(row.endedAt),
    late: isLate(callback, row.startedAt),
  };
}

function isLate({ respondBy }: CallbackRow, at: Date | null): boolean {
  return at !== null && at > respondBy;
}
