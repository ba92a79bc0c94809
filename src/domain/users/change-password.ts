import { addAuditEntry } from './audit-trail-store.ts';
import { type PasswordFault, passwordFault } from './password.ts';
import type { PasswordDeps } from './password-hasher.ts';
import { beginSession } from './session-store.ts';
import { countSignInFailure, isSignInLocked, SIGNED_IN } from './sign-in-guard-store.ts';
import type { User } from './user.ts';
import { changePasswordHash, findUserByLogin, lockUserOfPassword } from './user-store.ts';

export type PasswordChanged =
  | { outcome: 'changed'; session: string }
  | { outcome: 'wrong-password' | 'locked' | PasswordFault };

/** The user chooses a new password. All their sessions end, and one begins anew for the browser they sit at. */
export async function changePassword(
  { database, passwords }: PasswordDeps,
  user: User,
  typed: { before: string; password: string },
  now: Date,
): Promise<PasswordChanged> {
  if (await isSignInLocked(database, user.login, SIGNED_IN, now)) return { outcome: 'locked' };
  const stored = await findUserByLogin(database, user.login);
  const isRight = await passwords.verify(typed.before, stored?.passwordHash ?? null);
  // tries take their turn at hashing: those that came at once must not be more than those that come one by one
  if (await isSignInLocked(database, user.login, SIGNED_IN, now)) return { outcome: 'locked' };
  if (!isRight) {
    await countSignInFailure(database, user.login, SIGNED_IN, now);
    return { outcome: 'wrong-password' };
  }
  const fault = passwordFault(typed.password, typed.before, user.login);
  if (fault) return { outcome: fault };
  const hash = await passwords.hash(typed.password);
  return database.transaction(async (tx) => {
    const known = { id: user.id, passwordHash: stored?.passwordHash ?? null };
    if (!(await lockUserOfPassword(tx, known))) return { outcome: 'wrong-password' };
    await changePasswordHash(tx, user.id, hash, false);
    await addAuditEntry(tx, user, { action: 'password-changed' }, now);
    return { outcome: 'changed', session: await beginSession(tx, user.id, now) };
  });
}
