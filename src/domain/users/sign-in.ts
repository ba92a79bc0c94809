import type { Database } from '../../platform/db/database.ts';
import { addAuditEntry } from './audit-trail-store.ts';
import { MAX_PASSWORD } from './password.ts';
import type { PasswordHasher } from './password-hasher.ts';
import { beginPending } from './pending-sign-in-store.ts';
import { beginSession } from './session-store.ts';
import {
  countSignInFailure,
  forgetSignInFailures,
  guardedLogin,
  isSignInLocked,
  type TryingFrom,
} from './sign-in-guard-store.ts';
import { readLogin, type User } from './user.ts';
import { findUserByLogin, lockUserOfPassword } from './user-store.ts';

export type SignedIn =
  | { outcome: 'signed-in'; user: User; session: string }
  /** the second step is missing */
  | { outcome: 'code-needed'; pending: string }
  | { outcome: 'refused' | 'locked' };

/** Longer than any login: what is typed there is not kept at length. */
const MAX_LOGIN = 100;

/** Where no more is known: all who try are one. */
const SOMEWHERE: TryingFrom = { source: '', isKnown: false };

/**
 * Holds login and password against what is stored. A login that nobody has takes as long as a wrong password and gets the
 * same answer; while a login is locked where they try from, not even the right password is looked at.
 * @throws HotlineError `too-busy` when too many others are trying at this moment
 */
export async function signIn(
  database: Database,
  hasher: PasswordHasher,
  typed: { login: string; password: string; from?: TryingFrom },
  now: Date,
): Promise<SignedIn> {
  const { from = SOMEWHERE } = typed;
  const login = readLogin(typed.login).slice(0, MAX_LOGIN);
  const found = await findUserByLogin(database, login);
  const guarded = guardedLogin(login, found !== null);
  if (await isSignInLocked(database, guarded, from, now)) return { outcome: 'locked' };
  const password = typed.password.slice(0, MAX_PASSWORD);
  const isRight = await hasher.verify(password, found?.passwordHash ?? null, from);
  // tries take their turn at hashing: those that came at once must not be more than those that come one by one
  if (await isSignInLocked(database, guarded, from, now)) return { outcome: 'locked' };
  const entered = isRight && found ? await enter(database, found, from, now) : null;
  if (entered) return entered;
  const locked = await noteFailure(database, { guarded, user: found, from }, now);
  return { outcome: locked ? 'locked' : 'refused' };
}

/** Somebody knew the password. @returns null: it is not theirs any more */
function enter(
  database: Database,
  found: User & { passwordHash: string | null },
  from: TryingFrom,
  now: Date,
): Promise<SignedIn | null> {
  return database.transaction(async (tx) => {
    const user = await lockUserOfPassword(tx, found);
    if (!user) return null;
    // what was mistyped is forgotten after the second step only, or each right password would give new guesses at it
    if (user.hasSecondFactor)
      return { outcome: 'code-needed', pending: await beginPending(tx, user.id, now) };
    await forgetSignInFailures(tx, user.login, from);
    await addAuditEntry(tx, user, { action: 'signed-in' }, now);
    return { outcome: 'signed-in', user, session: await beginSession(tx, user.id, now) };
  });
}

/** A login that nobody has may be a password typed into the wrong field: it is not written down. */
async function noteFailure(
  database: Database,
  { guarded, user, from }: { guarded: string; user: User | null; from: TryingFrom },
  now: Date,
): Promise<boolean> {
  return database.transaction(async (tx) => {
    const locked = await countSignInFailure(tx, guarded, from, now);
    const by = user ?? ({ id: null, kind: 'stranger', name: '?' } as const);
    await addAuditEntry(tx, by, { action: locked ? 'sign-in-locked' : 'sign-in-refused' }, now);
    return locked;
  });
}
