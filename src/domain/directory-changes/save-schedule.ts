import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '../../platform/db/database.ts';
import type { DirectoryChange, EditedEntry } from '../directory-entry/change.ts';
import type { ScheduleInFile } from '../directory-entry/directory-schema.ts';
import { lockRegistry } from '../directory-entry/directory-store.ts';
import { fingerprintOf } from '../directory-entry/fingerprint.ts';
import { markChanged } from '../directory-entry/source-store.ts';
import { findScheduleEntry, updateSchedule } from '../oncall/schedule-store.ts';
import { leadsNowhere } from './leads-nowhere.ts';

/** Changes a schedule in force. The next page goes by it. `unchanged`: it was saved as it stood, and stays the file's. */
export async function saveSchedule(
  tx: Tx,
  name: string,
  { entry: definition, version }: EditedEntry<ScheduleInFile>,
  { by, now }: DirectoryChange,
): Promise<'saved' | 'unchanged' | 'unknown' | 'changed-meanwhile' | 'leads-nowhere'> {
  await lockRegistry(tx);
  const before = await findScheduleEntry(tx, name);
  if (!before) return 'unknown';
  if (fingerprintOf(before.definition) !== version) return 'changed-meanwhile';
  if (isDeepStrictEqual(before.definition, definition)) return 'unchanged';
  if (await leadsNowhere(tx, { schedules: new Map([[name, definition]]) })) return 'leads-nowhere';
  await updateSchedule(tx, name, definition);
  await markChanged(tx, 'schedules', name, { by, now });
  return 'saved';
}
