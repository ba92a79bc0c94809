import { didYouMean } from '../../domain/directory-entry/did-you-mean.ts';
import { listEngineers } from '../../domain/oncall/engineers/engineer-store.ts';
import { skeletonOf } from '../../domain/users/look-alike.ts';
import type { Db } from '../../platform/db/database.ts';
import { type Problem, problem } from './problem.ts';

/** More keys than these are looked up in the directory. */
const MAX_KEYS = 100;

/** A ticket is taken and answered in the name of somebody who is there: the problem if it is not, with the keys that may be named. */
export async function refuseStranger(db: Db, named: string): Promise<{ problem: Problem } | undefined> {
  const keys = (await listEngineers(db)).map(({ key }) => key);
  if (keys.includes(named)) return undefined;
  const alike = keys.find((key) => skeletonOf(key) === skeletonOf(named)) ?? didYouMean(named, keys);
  const message = `No engineer has this key.${alike === undefined ? '' : ` Did you mean ${alike}?`}`;
  return problem('invalid-request', 'Name the engineer by a key from the directory; engineers lists them.', {
    errors: [{ path: 'by', message }],
    engineers: keys.slice(0, MAX_KEYS),
  });
}
