import { addAuditEntry, type Doer } from './audit-trail-store.ts';
import { isLoginLikeAnother } from './login-like-another.ts';
import { SERVICE } from './operator.ts';
import { makeOneTimePassword } from './password.ts';
import type { PasswordDeps } from './password-hasher.ts';
import type { User } from './user.ts';
import { hasUsers, insertUser } from './user-store.ts';

type NewUser = Pick<User, 'login' | 'name' | 'role' | 'engineer'>;

/** Adds a user. @returns them and the one-time password they sign in with first, or null if the login is taken, or looks like one that is */
export async function addUser(
  { database, passwords }: PasswordDeps,
  by: Doer,
  user: NewUser,
  now: Date,
): Promise<{ user: User; password: string } | null> {
  const password = makeOneTimePassword();
  const passwordHash = await passwords.hash(password);
  return database.transaction(async (tx) => {
    if (await isLoginLikeAnother(tx, user.login)) return null;
    const added = await insertUser(tx, { ...user, passwordHash, mustChangePassword: true }, now);
    if (!added) return null;
    const { login: subject, role } = added;
    await addAuditEntry(tx, by, { action: 'user-added', subject, detail: { role } }, now);
    return { user: added, password };
  });
}

const FIRST: NewUser = { login: 'admin', name: 'Administrator', role: 'administrator', engineer: null };

/** A new installation has one administrator. @returns their login and one-time password, or null if there are users */
export async function addFirstAdministrator(
  deps: PasswordDeps,
  now: Date,
): Promise<{ login: string; password: string } | null> {
  if (await hasUsers(deps.database)) return null;
  const added = await addUser(deps, SERVICE, FIRST, now);
  return added && { login: FIRST.login, password: added.password };
}
