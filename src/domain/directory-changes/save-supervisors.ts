import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '../../platform/db/database.ts';
import type { DirectoryChange } from '../directory-entry/change.ts';
import type { Supervisors } from '../directory-entry/directory-schema.ts';
import { lockRegistry } from '../directory-entry/directory-store.ts';
import { fingerprintOf } from '../directory-entry/fingerprint.ts';
import { markChanged, ONLY_ROW } from '../directory-entry/source-store.ts';
import { findSupervisors, writeSupervisors } from '../oncall/supervisors-store.ts';

/** What is told apart when two change the supervisors' phones; none are none. */
export function versionOfSupervisors(entry: Supervisors | undefined): string {
  return fingerprintOf(entry ?? null);
}

/**
 * Sets the supervisors' phones, which were checked; the next page goes by them.
 * @param version the `versionOfSupervisors` of what was edited
 */
export async function saveSupervisors(
  tx: Tx,
  entry: Supervisors,
  version: string,
  { by, now }: DirectoryChange,
): Promise<'saved' | 'unchanged' | 'changed-meanwhile'> {
  await lockRegistry(tx);
  const before = await findSupervisors(tx);
  if (versionOfSupervisors(before?.entry) !== version) return 'changed-meanwhile';
  if (isDeepStrictEqual(before?.entry, entry)) return 'unchanged';
  await writeSupervisors(tx, entry);
  await markChanged(tx, 'supervisors', ONLY_ROW, { by, now });
  return 'saved';
}
