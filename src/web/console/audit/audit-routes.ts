import { listAuditEntries } from '../../../domain/users/audit-trail-store.ts';
import { textOf } from '../form.ts';
import { type Answer, get, type Route, type RouteContext } from '../route.ts';
import { auditPage } from './audit-page.ts';

const PAGE_LENGTH = 100;

/** The audit trail, for those who watch the watchers. */
export const AUDIT_ROUTES: readonly Route[] = [get('/audit', 'audit', index)];

async function index(context: RouteContext): Promise<Answer> {
  const typed = textOf(context.query, 'before');
  const before = /^\d{1,18}$/.test(typed) ? typed : null;
  const entries = await listAuditEntries(context.deps.database, { before, limit: PAGE_LENGTH });
  const last = entries.length > PAGE_LENGTH ? entries[PAGE_LENGTH - 1] : undefined;
  const page = {
    entries: entries.slice(0, PAGE_LENGTH),
    next: last?.id ?? null,
    isFirst: before === null,
  };
  return { page: auditPage(context, page) };
}
