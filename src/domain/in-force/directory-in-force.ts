import type { Db } from '../../platform/db/database.ts';
import type { Directory } from '../directory-entry/directory.ts';
import { loadRegistry } from '../directory-entry/directory-store.ts';
import { listSchedules } from '../plans/rule-store.ts';

/** What is in force, with the overrides that were made in the console. */
export async function directoryInForce(db: Db): Promise<Directory<unknown>> {
  return { ...(await loadRegistry(db)), schedules: await listSchedules(db) };
}
