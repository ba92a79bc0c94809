import type { Tx } from '../../platform/db/database.ts';
import type { DirectoryChange } from '../directory-entry/change.ts';
import type { EngineerEntry } from '../directory-entry/directory-schema.ts';
import { lockRegistry } from '../directory-entry/directory-store.ts';
import { fingerprintOf } from '../directory-entry/fingerprint.ts';
import { markChanged } from '../directory-entry/source-store.ts';
import {
  findSourcedEngineer,
  insertEngineer,
  type Mention,
  mentionsOfEngineer,
  retireEngineerRow,
  updateEngineer,
} from '../oncall/engineers/engineer-edit-store.ts';

/** Adds an engineer; key and entry were checked. */
export async function addEngineer(
  tx: Tx,
  key: string,
  entry: EngineerEntry,
  { by, now }: DirectoryChange,
): Promise<'saved' | 'taken'> {
  await lockRegistry(tx);
  if (!(await insertEngineer(tx, key, entry))) return 'taken';
  await markChanged(tx, 'engineers', key, { by, now });
  return 'saved';
}

/**
 * Changes an engineer; the next page goes by it.
 * @param version the `fingerprintOf` the entry that was edited
 */
export async function saveEngineer(
  tx: Tx,
  key: string,
  entry: EngineerEntry,
  version: string,
  { by, now }: DirectoryChange,
): Promise<'saved' | 'unknown' | 'changed-meanwhile'> {
  await lockRegistry(tx);
  const before = await findSourcedEngineer(tx, key);
  if (!before) return 'unknown';
  if (fingerprintOf(before.entry) !== version) return 'changed-meanwhile';
  await updateEngineer(tx, key, entry);
  await markChanged(tx, 'engineers', key, { by, now });
  return 'saved';
}

/** Takes an engineer out of force, unless something still needs them: a page must never go to somebody who has left. */
export async function retireEngineer(
  tx: Tx,
  key: string,
  { by, now }: DirectoryChange,
): Promise<'retired' | 'unknown' | { needed: Mention[] }> {
  await lockRegistry(tx);
  if (!(await findSourcedEngineer(tx, key))) return 'unknown';
  const needed = await mentionsOfEngineer(tx, key, now);
  if (needed.length > 0) return { needed };
  await retireEngineerRow(tx, key, now);
  await markChanged(tx, 'engineers', key, { by, now });
  return 'retired';
}
