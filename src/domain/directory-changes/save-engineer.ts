import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '../../platform/db/database.ts';
import type { DirectoryChange, EditedEntry } from '../directory-entry/change.ts';
import type { EngineerEntry } from '../directory-entry/directory-schema.ts';
import { lockRegistry } from '../directory-entry/directory-store.ts';
import { engineerKeySchema } from '../directory-entry/entry-values.ts';
import { fingerprintOf } from '../directory-entry/fingerprint.ts';
import { keysOfName } from '../directory-entry/key-of-name.ts';
import { markChanged } from '../directory-entry/source-store.ts';
import {
  findSourcedEngineer,
  insertEngineer,
  type Mention,
  mentionsOfEngineer,
  retireEngineerRow,
  updateEngineer,
} from '../oncall/engineers/engineer-edit-store.ts';
import { findEngineer } from '../oncall/engineers/engineer-store.ts';
import { giveUpTicketsOf } from '../paging/give-up-tickets.ts';

/** Adds an engineer; key and entry were checked. @param wanted null: a key is made from the name */
export async function addEngineer(
  tx: Tx,
  wanted: string | null,
  entry: EngineerEntry,
  { by, now }: DirectoryChange,
): Promise<{ key: string } | 'taken'> {
  await lockRegistry(tx);
  const key = wanted ?? (await freeKey(tx, entry.name));
  if (!(await insertEngineer(tx, key, entry))) return 'taken';
  await markChanged(tx, 'engineers', key, { by, now });
  return { key };
}

/** A key nobody has or had: old tickets name people by it. */
async function freeKey(tx: Tx, name: string): Promise<string> {
  for (const key of keysOfName(name, 'engineer')) {
    const isFree = engineerKeySchema.safeParse(key).success && key !== 'new';
    if (isFree && (await findEngineer(tx, key)) === null) return key;
  }
  throw new Error('every key that was tried for an engineer is taken');
}

/** Changes an engineer; the next page goes by it. `unchanged`: they were saved as they stood, which stays the file's. */
export async function saveEngineer(
  tx: Tx,
  key: string,
  { entry, version }: EditedEntry<EngineerEntry>,
  { by, now }: DirectoryChange,
): Promise<'saved' | 'unchanged' | 'unknown' | 'changed-meanwhile'> {
  await lockRegistry(tx);
  const before = await findSourcedEngineer(tx, key);
  if (!before) return 'unknown';
  if (fingerprintOf(before.entry) !== version) return 'changed-meanwhile';
  if (isDeepStrictEqual(before.entry, entry)) return 'unchanged';
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
  await giveUpTicketsOf({ tx, now }, [key]);
  await markChanged(tx, 'engineers', key, { by, now });
  return 'retired';
}
