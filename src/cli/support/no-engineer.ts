import { listEngineers } from '../../domain/oncall/engineers/engineer-store.ts';
import type { Db } from '../../platform/db/database.ts';
import { HotlineError } from '../../platform/errors.ts';

/** More keys say no more. */
const MAX_NAMED = 20;

/** That nobody has this key, and which there are. */
export async function noEngineer(db: Db, key: string): Promise<HotlineError> {
  const keys = (await listEngineers(db)).map((engineer) => engineer.key);
  const more = keys.length > MAX_NAMED ? ` and ${keys.length - MAX_NAMED} more` : '';
  return new HotlineError('not-found', `There is no engineer "${key}".`, {
    remedy:
      keys.length === 0
        ? 'Import a directory that has one.'
        : `Choose one of: ${keys.slice(0, MAX_NAMED).join(', ')}${more}.`,
  });
}
