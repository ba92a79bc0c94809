import type { Tx } from '../../platform/db/database.ts';
import type { DirectoryChange } from '../directory-entry/change.ts';
import type { ScheduleInFile } from '../directory-entry/directory-schema.ts';
import { lockRegistry } from '../directory-entry/directory-store.ts';
import { fingerprintOf } from '../directory-entry/fingerprint.ts';
import { markChanged } from '../directory-entry/source-store.ts';
import { findScheduleEntry, updateSchedule } from '../oncall/schedule-store.ts';

/**
 * Changes a schedule in force; `definition` was checked. The next page goes by it.
 * @param version the `fingerprintOf` the definition that was edited
 */
export async function saveSchedule(
  tx: Tx,
  name: string,
  definition: ScheduleInFile,
  version: string,
  { by, now }: DirectoryChange,
): Promise<'saved' | 'unknown' | 'changed-meanwhile'> {
  await lockRegistry(tx);
  const before = await findScheduleEntry(tx, name);
  if (!before) return 'unknown';
  if (fingerprintOf(before.definition) !== version) return 'changed-meanwhile';
  await updateSchedule(tx, name, definition);
  await markChanged(tx, 'schedules', name, { by, now });
  return 'saved';
}
