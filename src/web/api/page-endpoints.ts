import { z } from 'zod';
import { ticketNumber } from '../read-model/fields.ts';
import { pageViewSchema, viewPage } from '../read-model/page-view.ts';
import { listPageRows } from '../read-model/page-view-store.ts';
import { instantCursor, pageOf, pageQuery, pageSchema } from '../read-model/paging.ts';
import type { ApiDeps } from './deps.ts';
import { type AnyEndpoint, endpoint } from './endpoint.ts';

export const pagePageSchema = pageSchema(pageViewSchema);

/** Who was paged how, and what came of it. */
export function pageEndpoints({ database }: ApiDeps): AnyEndpoint[] {
  const list = endpoint({
    method: 'get',
    path: '/pages',
    summary: 'Who was paged, how, and what came of it, newest first',
    scope: 'read',
    query: z.strictObject({ ticket: ticketNumber.optional(), ...pageQuery(instantCursor) }),
    answer: { status: 200, description: 'One page of pages', schema: pagePageSchema },
    async handle({ query }) {
      const rows = await listPageRows(database, query);
      return {
        body: pageOf(rows, query.limit, viewPage, ({ plannedAt, id }) => [plannedAt.toISOString(), id]),
      };
    },
  });
  return [list];
}
