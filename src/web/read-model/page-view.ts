import { z } from 'zod';
import type { Page } from '../../domain/paging/page.ts';
import { engineerSchema, viewEngineer } from './call-view.ts';
import { instant, writeInstant } from './fields.ts';

/** One try to reach one person about one ticket on one channel, and what came of it. */
export const pageViewSchema = z.strictObject({
  ticket: z.string(),
  round: z.int().describe('the policy is begun anew until somebody acknowledges'),
  step: z.int().nullable().describe('of the policy, from 0; null for a call that connects a callback'),
  engineer: engineerSchema.nullable().describe('null: the supervisors'),
  number: z.string(),
  channel: z.enum(['sms', 'call']),
  status: z.enum([
    'planned',
    'sending',
    'sent',
    'acknowledged',
    'passed-on',
    'not-reached',
    'failed',
    'withdrawn',
  ]),
  reason: z.string().nullable(),
  callSid: z.string().nullable(),
  plannedAt: instant,
  sentAt: instant.nullable(),
  endedAt: instant.nullable(),
});

export type PageRow = Omit<Page, 'callId'> & { engineerName: string | null; callSid: string | null };

export function viewPage(row: PageRow): z.input<typeof pageViewSchema> {
  return {
    ticket: row.ticketNumber,
    round: row.round,
    step: row.step < 0 ? null : row.step,
    engineer: viewEngineer(row.engineer, row.engineerName),
    number: row.number,
    channel: row.channel,
    status: row.status,
    reason: row.reason,
    callSid: row.callSid,
    plannedAt: writeInstant(row.plannedAt),
    sentAt: writeInstant(row.sentAt),
    endedAt: writeInstant(row.endedAt),
  };
}
