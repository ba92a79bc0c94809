import {
  type AuditEntry,
  type AuditFilter,
  listAuditEntries,
} from '../../../domain/users/audit-trail-store.ts';
import type { Db } from '../../../platform/db/database.ts';
import { BYTE_ORDER_MARK, csvLine } from '../calls/csv.ts';
import type { Words } from '../words/index.ts';
import { sayDetail } from './say-detail.ts';

const AT_ONCE = 500;
/** Spreadsheets take no more than a million; a file of this length says at its end that it is cut. */
const MAX_LINES = 200_000;

/** The entries that fit a filter as CSV, newest first, piece by piece. */
export async function* exportAudit(db: Db, filter: AuditFilter, words: Words): AsyncGenerator<string> {
  const { audit } = words;
  const line = (cells: readonly (string | null)[]) => csvLine(cells, words.csvSeparator);
  yield BYTE_ORDER_MARK +
    line([audit.when, audit.who, words.signIn.login, audit.did, audit.subject, audit.detail]);
  let before: string | null = null;
  let written = 0;
  do {
    const found: AuditEntry[] = await listAuditEntries(db, { before, limit: AT_ONCE }, filter);
    const entries = found.slice(0, AT_ONCE);
    yield entries.map((entry) => line(cellsOf(entry, words))).join('');
    written += entries.length;
    before = found.length > AT_ONCE ? (entries.at(-1)?.id ?? null) : null;
  } while (before !== null && written < MAX_LINES);
  if (before !== null) yield line([audit.csvCut(written)]);
}

function cellsOf({ at, userName, userKind, login, action, subject, detail }: AuditEntry, { audit }: Words) {
  const kind = userKind === null || userKind === 'user' ? null : audit.kinds[userKind];
  return [at.toISOString(), userName, login ?? kind, audit.actions[action], subject, sayDetail(detail)];
}
