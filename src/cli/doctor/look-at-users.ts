import type { Config } from '../../app/config.ts';
import { hasUsers } from '../../domain/users/user-store.ts';
import type { Db } from '../../platform/db/database.ts';
import { type Finding, warning } from './finding.ts';

/** Whether anybody can see the board. On a database of its own the first start makes an administrator, elsewhere nobody does. */
export async function lookAtUsers(
  db: Db,
  { singleSignOn }: Pick<Config, 'singleSignOn'>,
): Promise<Finding[]> {
  if (singleSignOn || (await hasUsers(db))) return [];
  const remedy = 'Let somebody: npm run hotline -- user add LOGIN --role administrator';
  return [warning('users', 'nobody may sign in to the console yet', remedy)];
}
