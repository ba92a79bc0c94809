import { findScheduleEntry, updateSchedule } from '../domain/oncall/schedule-store.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Change } from './change.ts';
import type { ScheduleDefinition } from './directory-schema.ts';
import { fingerprintOf } from './fingerprint.ts';
import { lockRegistry } from './registry-store.ts';
import { markChanged } from './source-store.ts';

/**
 * Changes a schedule in force; `definition` was checked. The next page goes by it.
 * @param version the `fingerprintOf` the definition that was edited
 */
export async function saveSchedule(
  tx: Tx,
  name: string,
  definition: ScheduleDefinition,
  version: string,
  { by, now }: Change,
): Promise<'saved' | 'unknown' | 'changed-meanwhile'> {
  await lockRegistry(tx);
  const before = await findScheduleEntry(tx, name);
  if (!before) return 'unknown';
  if (fingerprintOf(before.definition) !== version) return 'changed-meanwhile';
  await updateSchedule(tx, name, definition);
  await markChanged(tx, 'schedules', name, by, now);
  return 'saved';
}
