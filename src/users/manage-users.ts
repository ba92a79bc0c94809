import type { Database } from '../db/database.ts';
import { addAuditEntry, type Doer } from './audit-trail.ts';
import { makeOneTimePassword } from './password.ts';
import type { PasswordHasher } from './password-hasher.ts';
import { forgetSignInFailures } from './sign-in-guard.ts';
import type { User } from './user.ts';
import { changePasswordHash, findUserByLogin, hasUsers, insertUser, retireUser } from './user-store.ts';

/** Whoever manages the service at its terminal. */
const OPERATOR: Doer = { id: null, name: 'hotline' };

type NewUser = Pick<User, 'login' | 'name' | 'role' | 'engineer'>;

/** Adds a user. @returns the one-time password they sign in with first, or null if the login is taken */
export async function addUser(
  database: Database,
  hasher: PasswordHasher,
  user: NewUser,
  now: Date,
): Promise<string | null> {
  const password = makeOneTimePassword();
  const passwordHash = await hasher.hash(password);
  return database.transaction(async (tx) => {
    const added = await insertUser(tx, { ...user, passwordHash, mustChangePassword: true }, now);
    if (!added) return null;
    const { login: subject, role } = added;
    await addAuditEntry(tx, OPERATOR, { action: 'user-added', subject, detail: { role } }, now);
    return password;
  });
}

/** Gives a user a new one-time password and unlocks them. @returns it, or null if there is no such user */
export async function resetPassword(
  database: Database,
  hasher: PasswordHasher,
  login: string,
  now: Date,
): Promise<string | null> {
  const password = makeOneTimePassword();
  const hash = await hasher.hash(password);
  return database.transaction(async (tx) => {
    const user = await findUserByLogin(tx, login);
    if (!user) return null;
    await changePasswordHash(tx, user.id, hash, true);
    await forgetSignInFailures(tx, login);
    await addAuditEntry(tx, OPERATOR, { action: 'password-reset', subject: login }, now);
    return password;
  });
}

/** The user is out at once and for good; what they did stays on record. @returns whether there was one */
export async function removeUser(database: Database, login: string, now: Date): Promise<boolean> {
  return database.transaction(async (tx) => {
    const user = await findUserByLogin(tx, login);
    if (!user) return false;
    await retireUser(tx, user.id, now);
    await addAuditEntry(tx, OPERATOR, { action: 'user-removed', subject: login }, now);
    return true;
  });
}

const FIRST: NewUser = { login: 'admin', name: 'Administrator', role: 'administrator', engineer: null };

/** A new installation has one administrator. @returns their login and one-time password, or null if there are users */
export async function addFirstAdministrator(
  database: Database,
  hasher: PasswordHasher,
  now: Date,
): Promise<{ login: string; password: string } | null> {
  if (await hasUsers(database)) return null;
  const password = await addUser(database, hasher, FIRST, now);
  return password === null ? null : { login: FIRST.login, password };
}
