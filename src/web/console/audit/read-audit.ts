import {
  type AuditEntry,
  type AuditFilter,
  listAuditEntries,
} from '../../../domain/users/audit-trail-store.ts';
import type { Db } from '../../../platform/db/database.ts';

/** One page of the audit trail, newest first; `next` is the id to go on before, null on the last. */
export async function readAudit(
  db: Db,
  filter: AuditFilter,
  from: { before: string | null; limit: number },
): Promise<{ entries: AuditEntry[]; next: string | null }> {
  const found = await listAuditEntries(db, from, filter);
  const entries = found.slice(0, from.limit);
  return { entries, next: found.length > from.limit ? (entries.at(-1)?.id ?? null) : null };
}
