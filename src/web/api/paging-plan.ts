import { z } from 'zod';
import { findPolicy } from '../../domain/escalation/find-policy.ts';
import { roundTimes } from '../../domain/escalation/step-times.ts';
import { promisedWindow } from '../../domain/tickets/promised-rules.ts';
import { isUnanswered, type Ticket } from '../../domain/tickets/ticket.ts';
import { windowOf } from '../../domain/tickets/ticket-window.ts';
import type { Db } from '../../platform/db/database.ts';
import { instant, writeInstant } from '../read-model/fields.ts';

/** The steps of the round of paging that is running, or that was running when somebody acknowledged. */
export const pagingPlanSchema = z.array(
  z.strictObject({
    step: z.int().describe('counted from 0, as pages count them'),
    at: instant,
    page: z.array(z.string()).describe('schedule:NAME, engineer:KEY, tam, supervisors'),
    by: z.array(z.enum(['sms', 'call'])),
    done: z.boolean(),
  }),
);

/** Who is called, in the share of the window that is kept for it, if nobody holds the ticket by then. */
export const lastResortSchema = z.strictObject({
  at: instant,
  page: z.array(z.string()),
  done: z.boolean(),
});

/** When which step of the ticket's policy is due, and its last resort. */
export async function pagingPlanOf(
  db: Db,
  ticket: Ticket,
): Promise<{ plan: z.input<typeof pagingPlanSchema>; lastResort: z.input<typeof lastResortSchema> }> {
  const policy = await findPolicy(db, ticket.escalation);
  const window = isUnanswered(ticket) ? windowOf(db, ticket) : promisedWindow(db, ticket);
  const round = roundTimes(policy.steps, await window, ticket);
  const plan = policy.steps.flatMap(({ page, by }, step) => {
    const at = round.steps[step];
    return at ? [{ step, at: writeInstant(at), page, by, done: step < ticket.nextStep }] : [];
  });
  const done = ticket.lastResortAt !== null && ticket.lastResortAt >= round.lastResort;
  return { plan, lastResort: { at: writeInstant(round.lastResort), page: policy.lastResort, done } };
}
