import { auditView } from '../audited.ts';
import { textOf } from '../form.ts';
import { pageInstead } from '../page-instead.ts';
import { type Answer, get, type Route, type RouteContext } from '../route.ts';
import { type AskedAudit, readAuditFilter } from './audit-filter.ts';
import { auditPage } from './audit-page.ts';
import { exportAudit } from './export-audit.ts';
import { readAudit } from './read-audit.ts';

const PAGE_LENGTH = 100;

/** The audit trail, for those who watch the watchers. */
export const AUDIT_ROUTES: readonly Route[] = [
  get('/audit', 'audit', index),
  get('/audit.csv', 'audit', exportTrail),
];

async function index(context: RouteContext): Promise<Answer> {
  const typed = textOf(context.query, 'before');
  const before = /^\d{1,18}$/.test(typed) ? typed : null;
  const { filter, query, isFaulty } = askedIn(context);
  const slice = await readAudit(context.deps.database, filter, { before, limit: PAGE_LENGTH });
  return { page: auditPage(context, { ...slice, isFirst: before === null, isFaulty, query }) };
}

async function exportTrail(context: RouteContext): Promise<Answer> {
  const { deps, words, format, now } = context;
  const { filter, query, isFaulty } = askedIn(context);
  if (isFaulty) return pageInstead(await index(context));
  // not for what: it may be somebody's name
  const { q: _, who: __, subject: ___, ...written } = query;
  await auditView(context, { action: 'audit-exported', detail: written });
  const body = exportAudit(deps.database, filter, words);
  return { file: { name: `audit-${format.isoDay(now)}.csv`, type: 'text/csv; charset=utf-8', body } };
}

function askedIn({ query, format, words }: RouteContext): AskedAudit {
  return readAuditFilter(query, format.zone, Object.keys(words.audit.actions));
}
