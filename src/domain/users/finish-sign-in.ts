import type { Database, Tx } from '../../platform/db/database.ts';
import { addAuditEntry } from './audit-trail-store.ts';
import { endPending, findPending } from './pending-sign-in-store.ts';
import type { SecondFactorKeys } from './second-factor-keys.ts';
import { beginSession } from './session-store.ts';
import {
  countSignInFailure,
  forgetSignInFailures,
  isSignInLocked,
  type TryingFrom,
} from './sign-in-guard-store.ts';
import { takeCode } from './take-code.ts';
import type { User } from './user.ts';
import { lockUser } from './user-store.ts';

export type Finished =
  | { outcome: 'signed-in'; session: string; login: string }
  | { outcome: 'wrong-code' | 'locked' | 'expired' };

/**
 * The second step of signing in: a code of the app, or a recovery code.
 * @param fromOf where the try comes from, for this login
 */
export async function finishSignIn(
  database: Database,
  keys: SecondFactorKeys,
  typed: { pending: string; code: string; fromOf: (login: string) => TryingFrom },
  now: Date,
): Promise<Finished> {
  return database.transaction(async (tx) => {
    const user = await lockHalfWayIn(tx, typed.pending, now);
    if (!user) return { outcome: 'expired' };
    const from = typed.fromOf(user.login);
    if (await isSignInLocked(tx, user.login, from, now)) return { outcome: 'locked' };
    const kind = await takeCode({ tx, now }, keys, user.id, typed.code);
    if (kind === null) {
      const locked = await countSignInFailure(tx, user.login, from, now);
      await addAuditEntry(tx, user, { action: locked ? 'sign-in-locked' : 'second-factor-refused' }, now);
      return { outcome: locked ? 'locked' : 'wrong-code' };
    }
    await endPending(tx, typed.pending);
    await forgetSignInFailures(tx, user.login, from);
    await addAuditEntry(tx, user, { action: 'signed-in', detail: { with: kind } }, now);
    const { login } = user;
    return { outcome: 'signed-in', login, session: await beginSession(tx, user.id, now) };
  });
}

/** Whoever is half way in, locked; whoever signed them out everywhere may have been quicker to lock them. */
async function lockHalfWayIn(tx: Tx, pending: string, now: Date): Promise<User | null> {
  const userId = await findPending(tx, pending, now);
  const user = userId === null ? null : await lockUser(tx, userId);
  return (await findPending(tx, pending, now)) === null ? null : user;
}
