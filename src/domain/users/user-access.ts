import type { Database } from '../../platform/db/database.ts';
import { addAuditEntry, type Doer } from './audit-trail-store.ts';
import { forgetRemovedIdentity, hasIdentity } from './identity-store.ts';
import { makeOneTimePassword } from './password.ts';
import type { PasswordDeps } from './password-hasher.ts';
import { forgetAllSignInFailures } from './sign-in-guard-store.ts';
import { changePasswordHash, endSessionsOf, lockUser } from './user-store.ts';

/** Gives a user a new one-time password, signs them out and unlocks them. @returns it, or null if there is no such user */
export async function resetPassword(
  { database, passwords }: PasswordDeps,
  by: Doer,
  id: string,
  now: Date,
): Promise<string | null> {
  const password = makeOneTimePassword();
  const hash = await passwords.hash(password);
  return database.transaction(async (tx) => {
    const user = await lockUser(tx, id);
    if (!user) return null;
    await changePasswordHash(tx, id, hash, true);
    await forgetAllSignInFailures(tx, user.login);
    await addAuditEntry(tx, by, { action: 'password-reset', subject: user.login }, now);
    return password;
  });
}

/** Ends the lock after wrong passwords. @returns whether there is such a user */
export async function unlockUser(database: Database, by: Doer, id: string, now: Date): Promise<boolean> {
  return database.transaction(async (tx) => {
    const user = await lockUser(tx, id);
    if (!user) return false;
    await forgetAllSignInFailures(tx, user.login);
    await addAuditEntry(tx, by, { action: 'user-unlocked', subject: user.login }, now);
    return true;
  });
}

/** Signs a user out wherever they are. @returns whether there is such a user */
export async function signOutEverywhere(
  database: Database,
  by: Doer,
  id: string,
  now: Date,
): Promise<boolean> {
  return database.transaction(async (tx) => {
    const user = await lockUser(tx, id);
    if (!user) return false;
    await endSessionsOf(tx, id);
    await addAuditEntry(tx, by, { action: 'user-signed-out', subject: user.login }, now);
    return true;
  });
}

/** Somebody who comes by single sign-on needs no password here. @returns whether there was one to switch off */
export async function switchPasswordOff(
  database: Database,
  by: Doer,
  id: string,
  now: Date,
): Promise<boolean> {
  return database.transaction(async (tx) => {
    const user = await lockUser(tx, id);
    if (!user?.hasPassword || !(await hasIdentity(tx, id))) return false;
    await changePasswordHash(tx, id, null, false);
    await addAuditEntry(tx, by, { action: 'password-switched-off', subject: user.login }, now);
    return true;
  });
}

/** Somebody who was removed may come by single sign-on again, as a new user. @returns whether there is one to let in */
export async function readmitUser(database: Database, by: Doer, id: string, now: Date): Promise<boolean> {
  return database.transaction(async (tx) => {
    const login = await forgetRemovedIdentity(tx, id);
    if (login === null) return false;
    await addAuditEntry(tx, by, { action: 'user-readmitted', subject: login }, now);
    return true;
  });
}
