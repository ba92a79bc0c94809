import type { Router } from 'express';
import { listAuditEntries } from '../../../domain/users/audit-trail-store.ts';
import { strictRouter } from '../../../platform/strict-router.ts';
import { asUser, sendHtml } from '../context.ts';
import type { ConsoleDeps } from '../deps.ts';
import { textOf } from '../form.ts';
import { auditPage } from './audit-page.ts';

const PAGE_LENGTH = 100;

/** The audit trail, for those who watch the watchers. */
export function auditRoutes(deps: ConsoleDeps): Router {
  const routes = strictRouter();
  routes.get(
    '/audit',
    asUser(deps, 'audit', async (context, request, response) => {
      const typed = textOf(request.query, 'before');
      const before = /^\d{1,18}$/.test(typed) ? typed : null;
      const entries = await listAuditEntries(deps.database, { before, limit: PAGE_LENGTH });
      const last = entries.length > PAGE_LENGTH ? entries[PAGE_LENGTH - 1] : undefined;
      const page = {
        entries: entries.slice(0, PAGE_LENGTH),
        next: last?.id ?? null,
        isFirst: before === null,
      };
      sendHtml(response, auditPage(context, page));
    }),
  );
  return routes;
}
