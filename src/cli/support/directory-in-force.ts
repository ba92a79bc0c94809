import type { Directory } from '../../domain/directory-entry/directory.ts';
import { loadRegistry } from '../../domain/directory-entry/directory-store.ts';
import { listSchedules } from '../../domain/plans/rule-store.ts';
import type { Db } from '../../platform/db/database.ts';

/** What is in force, with the overrides that were made in the console. */
export async function directoryInForce(db: Db): Promise<Directory<unknown>> {
  return { ...(await loadRegistry(db)), schedules: await listSchedules(db) };
}
