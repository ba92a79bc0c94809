import { z } from 'zod';
import { findTicket } from '../../domain/tickets/ticket-store.ts';
import { type TimelineEvent, timelineOf } from '../../domain/tickets/timeline-store.ts';
import { ACTOR_KINDS } from '../../domain/users/actor.ts';
import {
  instant,
  instantWithOffset,
  severity,
  text,
  ticketNumber,
  writeInstant,
} from '../read-model/fields.ts';
import { numberInQuery, pageOf, pageQuery, pageSchema, ticketCursor } from '../read-model/paging.ts';
import { ticketSchema, viewTicket } from '../read-model/ticket-view.ts';
import { findTicketRow, listTicketRows } from '../read-model/ticket-view-store.ts';
import type { ApiDeps } from './deps.ts';
import { type AnyEndpoint, endpoint } from './endpoint.ts';
import { lastResortSchema, pagingPlanOf, pagingPlanSchema } from './paging-plan.ts';
import { problem } from './problem.ts';

const timelineEventSchema = z.strictObject({
  at: instant,
  kind: z.string(),
  actor: z
    .string()
    .describe(
      "an engineer's key, caller, customer, supervisors, api or hotline; user:LOGIN of the console; the name a program gave",
    ),
  actorKind: z.enum(ACTOR_KINDS).nullable().describe('what actor is; null in entries of version 0.1'),
  detail: z.record(z.string(), z.unknown()),
});

export const ticketWithStorySchema = z.strictObject({
  ...ticketSchema.shape,
  timeline: z.array(timelineEventSchema),
  plan: pagingPlanSchema,
  lastResort: lastResortSchema,
});

export const ticketPageSchema = pageSchema(ticketSchema);

export const NO_SUCH_TICKET = problem('not-found', 'There is no ticket with this number.');

/** No engineer's key has a colon: a user who is called like one is told apart. */
function viewEvent({ at, kind, actor, actorKind, login, detail }: TimelineEvent) {
  const who = actorKind === 'user' && login !== null ? `user:${login}` : actor;
  return { at: writeInstant(at), kind, actor: who, actorKind, detail };
}

/** Tickets, to be read. */
export function ticketEndpoints({ database, urls, now }: ApiDeps): AnyEndpoint[] {
  const list = endpoint({
    method: 'get',
    path: '/tickets',
    summary: 'Tickets, newest first',
    scope: 'read',
    query: z.strictObject({
      status: z.enum(['open', 'acknowledged', 'answered', 'closed']).optional(),
      customer: text(64).optional().describe('customer number'),
      severity: numberInQuery(1, 4).pipe(severity).optional(),
      since: instantWithOffset.optional().describe('opened then or later'),
      ...pageQuery(ticketCursor),
    }),
    answer: { status: 200, description: 'One page of tickets', schema: ticketPageSchema },
    async handle({ query }) {
      const rows = await listTicketRows(database, query);
      const at = now();
      return {
        body: pageOf(
          rows,
          query.limit,
          (row) => viewTicket(row, urls, at),
          (row) => [row.number],
        ),
      };
    },
  });

  const read = endpoint({
    method: 'get',
    path: '/tickets/{number}',
    summary: 'A ticket, everything that happened to it, and its paging plan',
    scope: 'read',
    params: z.object({ number: ticketNumber }),
    answer: { status: 200, description: 'The ticket', schema: ticketWithStorySchema },
    problems: ['not-found'],
    async handle({ params: { number } }) {
      const [row, ticket] = await Promise.all([
        findTicketRow(database, number),
        findTicket(database, number),
      ]);
      if (!row || !ticket) return NO_SUCH_TICKET;
      const [timeline, paging] = await Promise.all([
        timelineOf(database, number),
        pagingPlanOf(database, ticket),
      ]);
      return {
        body: {
          ...viewTicket(row, urls, now()),
          timeline: timeline.map(viewEvent),
          ...paging,
        },
      };
    },
  });
  return [list, read];
}
