import { isOverdueNightly } from '../../domain/privacy/retention.ts';
import { retentionKeptAt } from '../../domain/privacy/retention-store.ts';
import type { Db } from '../../platform/db/database.ts';
import { type Finding, ok, warning } from './finding.ts';

const ABOUT = 'retention';

/** Whether what is past its period is deleted each night. */
export async function lookAtRetentionKept(db: Db, now: Date): Promise<Finding> {
  const keptAt = await retentionKeptAt(db);
  if (!isOverdueNightly(keptAt, now)) return ok(ABOUT, 'what is past its period is deleted each night');
  const remedy =
    'See that a worker runs, and what its log says of "a part of the nightly work"; then run hotline privacy retention.';
  return warning(ABOUT, `not everything past its period is deleted since ${keptAt.toISOString()}`, remedy);
}
