import type { Db } from '../../platform/db/database.ts';
import { loginSkeletonOf } from './look-alike.ts';
import { listLogins } from './user-store.ts';

/** Whether somebody in force has another login that looks like this one: `оса` in Cyrillic letters, beside `oca`. */
export async function isLoginLikeAnother(db: Db, login: string): Promise<boolean> {
  const seen = loginSkeletonOf(login);
  return (await listLogins(db)).some((other) => other !== login && loginSkeletonOf(other) === seen);
}
