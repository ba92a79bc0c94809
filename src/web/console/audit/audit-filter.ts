import type { AuditFilter } from '../../../domain/users/audit-trail-store.ts';
import { typedIn } from '../form.ts';
import { readDaySpan } from '../read-day.ts';

const FILTERS = ['q', 'who', 'action', 'subject', 'from', 'until'] as const;
const MAX_CHARS = 200;

export interface AskedAudit {
  filter: AuditFilter;
  /** the filters that say something, as they were typed */
  query: Record<string, string>;
  /** one of them could not be read, and was left out */
  isFaulty: boolean;
}

/** @param zone of the days @param actions what can have been done */
export function readAuditFilter(fields: unknown, zone: string, actions: readonly string[]): AskedAudit {
  const query = typedIn(fields, FILTERS, MAX_CHARS);
  const { from, until, isFaulty } = readDaySpan(query, zone);
  const action = actions.find((known) => known === query.action) ?? null;
  const { who = null, subject = null, q = null } = query;
  return {
    filter: { who, subject, text: q, action, from, until },
    query,
    isFaulty: isFaulty || (query.action !== undefined && action === null),
  };
}
