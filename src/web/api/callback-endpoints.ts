import { z } from 'zod';
import { callbackSchema, viewCallback } from '../read-model/callback-view.ts';
import { listCallbackRows } from '../read-model/callback-view-store.ts';
import { ticketNumber } from '../read-model/fields.ts';
import { instantCursor, pageOf, pageQuery, pageSchema } from '../read-model/paging.ts';
import type { ApiDeps } from './deps.ts';
import { type AnyEndpoint, endpoint } from './endpoint.ts';

export const callbackPageSchema = pageSchema(callbackSchema);

/** The promised callbacks and every attempt to keep them. */
export function callbackEndpoints({ database }: ApiDeps): AnyEndpoint[] {
  const list = endpoint({
    method: 'get',
    path: '/callbacks',
    summary: 'Callbacks with their attempts, newest first',
    scope: 'read',
    query: z.strictObject({ ticket: ticketNumber.optional(), ...pageQuery(instantCursor) }),
    answer: { status: 200, description: 'One page of callbacks', schema: callbackPageSchema },
    async handle({ query }) {
      const rows = await listCallbackRows(database, query);
      return {
        body: pageOf(rows, query.limit, viewCallback, ({ createdAt, id }) => [createdAt.toISOString(), id]),
      };
    },
  });
  return [list];
}
