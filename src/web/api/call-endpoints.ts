import { z } from 'zod';
import { callEvents } from '../../domain/calls/call-store.ts';
import { callSchema, stepSchema, viewCall, viewStep } from '../read-model/call-view.ts';
import { findCallRow, legsOfTicket, listCallRows } from '../read-model/call-view-store.ts';
import { callSid, instantWithOffset, text, ticketNumber } from '../read-model/fields.ts';
import { instantCursor, pageOf, pageQuery, pageSchema } from '../read-model/paging.ts';
import type { ApiDeps } from './deps.ts';
import { type AnyEndpoint, endpoint } from './endpoint.ts';
import { problem } from './problem.ts';

export const callPageSchema = pageSchema(callSchema);

export const callWithStepsSchema = z.strictObject({
  ...callSchema.shape,
  steps: z.array(stepSchema),
  legs: z.array(callSchema).describe('all calls of the same ticket, this one among them'),
});

/** The call log. */
export function callEndpoints({ database }: ApiDeps): AnyEndpoint[] {
  const list = endpoint({
    method: 'get',
    path: '/calls',
    summary: 'The call log, newest first',
    scope: 'read',
    query: z.strictObject({
      since: instantWithOffset.optional().describe('begun then or later'),
      ticket: ticketNumber.optional(),
      customer: text(64).optional().describe('customer number'),
      party: callSchema.shape.party.optional(),
      ...pageQuery(instantCursor),
    }),
    answer: { status: 200, description: 'One page of calls', schema: callPageSchema },
    async handle({ query }) {
      const rows = await listCallRows(database, query);
      return {
        body: pageOf(rows, query.limit, viewCall, ({ startedAt, id }) => [startedAt.toISOString(), id]),
      };
    },
  });

  const read = endpoint({
    method: 'get',
    path: '/calls/{callSid}',
    summary: 'A call with its steps, and all legs of its ticket',
    scope: 'read',
    params: z.object({ callSid }),
    answer: { status: 200, description: 'The call', schema: callWithStepsSchema },
    problems: ['not-found'],
    async handle({ params }) {
      const row = await findCallRow(database, params.callSid);
      if (!row) return problem('not-found', 'There is no call with this id.');
      const [steps, legs] = await Promise.all([
        callEvents(database, row.id),
        row.ticketNumber === null ? [row] : legsOfTicket(database, row.ticketNumber),
      ]);
      return { body: { ...viewCall(row), steps: steps.map(viewStep), legs: legs.map(viewCall) } };
    },
  });
  return [list, read];
}
