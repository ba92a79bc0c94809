import { readLogin, type User } from '../../domain/users/user.ts';
import { findUserByLogin } from '../../domain/users/user-store.ts';
import type { Database } from '../../platform/db/database.ts';
import { HotlineError } from '../../platform/errors.ts';

/** The user with a login, however it was typed. @throws HotlineError `not-found` */
export async function findUser(database: Database, login: string): Promise<User> {
  const user = await findUserByLogin(database, readLogin(login));
  if (user) return user;
  throw new HotlineError('not-found', `There is no user ${readLogin(login)}.`, {
    remedy: 'List all users: npm run hotline -- user list',
  });
}
