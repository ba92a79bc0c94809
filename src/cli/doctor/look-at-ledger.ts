import { notComparedSince, readComparison } from '../../domain/evidence/compared-store.ts';
import { isOverdueNightly } from '../../domain/privacy/retention.ts';
import type { Db } from '../../platform/db/database.ts';
import { type Finding, fault, ok, warning } from './finding.ts';

const ABOUT = 'ledger';

/** Whether the record was what the ledger says, when they were last compared. */
export async function lookAtLedger(db: Db, now: Date): Promise<Finding[]> {
  const { checkedAt, findings } = await readComparison(db);
  const [first] = findings;
  if (first !== undefined) {
    const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
    const remedy =
      'Somebody or something changed it outside the service: find out who, and restore it from a backup.';
    return [fault(ABOUT, `the record is not what was written into the ledger: ${first}${more}`, remedy)];
  }
  const since = await notComparedSince(db);
  if (isOverdueNightly(since, now)) {
    const remedy =
      'See that a worker runs, and what its log says of "a part of the nightly work": it does this every night.';
    return [warning(ABOUT, `not compared with the record since ${since.toISOString()}`, remedy)];
  }
  if (checkedAt === null) return [];
  return [ok(ABOUT, `compared with the record on ${checkedAt.toISOString()}: it fits`)];
}
