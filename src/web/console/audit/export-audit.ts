import type { AuditEntry, AuditFilter } from '../../../domain/users/audit-trail-store.ts';
import type { Db } from '../../../platform/db/database.ts';
import { csvFile } from '../calls/csv.ts';
import type { Words } from '../words/index.ts';
import { readAudit } from './read-audit.ts';
import { sayDetail } from './say-detail.ts';

const AT_ONCE = 500;
const MAX_LINES = 200_000;

/** The entries that fit a filter as CSV, newest first. */
export function exportAudit(db: Db, filter: AuditFilter, words: Words): AsyncGenerator<string> {
  const { audit } = words;
  return csvFile({
    heads: [audit.when, audit.who, words.signIn.login, audit.did, audit.subject, audit.detail],
    separator: words.csvSeparator,
    async read(before: string | null) {
      const { entries, next } = await readAudit(db, filter, { before, limit: AT_ONCE });
      return { rows: entries, next };
    },
    cellsOf: (entry) => cellsOf(entry, words),
    cut: { after: MAX_LINES, say: audit.csvCut },
  });
}

function cellsOf({ at, userName, userKind, login, action, subject, detail }: AuditEntry, { audit }: Words) {
  const kind = userKind === null || userKind === 'user' ? null : audit.kinds[userKind];
  return [at.toISOString(), userName, login ?? kind, audit.actions[action], subject, sayDetail(detail)];
}
