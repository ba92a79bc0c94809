import type { Tx } from '../../platform/db/database.ts';
import { type Directory, emptyDirectory } from '../directory-entry/directory.ts';
import { lostMentions } from '../directory-entry/lost-mentions.ts';
import { loadNames } from '../directory-entry/names-store.ts';

/**
 * Whether entries that were checked mention what has been retired since: who checks them does not hold the registry, and what
 * they would do to the promises is computed in between. To be called with the registry held.
 */
export async function leadsNowhere(tx: Tx, entries: Partial<Directory<unknown>>): Promise<boolean> {
  const { names } = await loadNames(tx);
  return lostMentions({ ...emptyDirectory<unknown>(), ...entries }, names).length > 0;
}
