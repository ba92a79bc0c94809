import type { Database, Db, Tx } from '../../platform/db/database.ts';
import { addAuditEntry, type Doer } from './audit-trail-store.ts';
import { makeSecret } from './authenticator.ts';
import { makeOneTimePassword } from './password.ts';
import type { SecondFactorKeys } from './second-factor-keys.ts';
import {
  confirmFactor,
  deleteFactor,
  findFactor,
  keepFactor,
  replaceRecoveryCodes,
} from './second-factor-store.ts';
import { beginSession } from './session-store.ts';
import { countSignInFailure, isSignInLocked, SIGNED_IN } from './sign-in-guard-store.ts';
import { takeCode } from './take-code.ts';
import type { User } from './user.ts';
import { endSessionsOf, lockUser } from './user-store.ts';

const RECOVERY_CODES = 10;

/** Makes a secret for the user's app. Nothing is asked for until a code has shown that the app has it. */
export async function beginEnrolment(db: Db, keys: SecondFactorKeys, userId: string): Promise<void> {
  await keepFactor(db, userId, keys.encryption.seal(makeSecret(), userId));
}

/** The secret that waits for its first code; null if there is none. */
export async function pendingSecret(db: Db, keys: SecondFactorKeys, userId: string): Promise<string | null> {
  const factor = await findFactor(db, userId);
  return factor && !factor.confirmed ? keys.encryption.open(factor.secret, userId) : null;
}

/** A code that somebody who is signed in has keyed in. */
export interface KeyedCode {
  user: User;
  code: string;
  now: Date;
}

export type CodeRefused = { outcome: 'wrong-code' | 'locked' };

/** The first code of the app. All the user's sessions end, and one begins anew for the browser they sit at. */
export async function confirmEnrolment(
  database: Database,
  keys: SecondFactorKeys,
  keyed: KeyedCode,
): Promise<{ outcome: 'confirmed'; recoveryCodes: string[]; session: string } | CodeRefused> {
  const { user, now } = keyed;
  return withCode(database, keys, keyed, async (tx) => {
    await confirmFactor(tx, user.id, now);
    await addAuditEntry(tx, user, { action: 'second-factor-set' }, now);
    await endSessionsOf(tx, user.id);
    const recoveryCodes = await makeRecoveryCodes(tx, keys, user.id);
    return { outcome: 'confirmed', recoveryCodes, session: await beginSession(tx, user.id, now) };
  });
}

/** New recovery codes in place of the old ones. */
export async function renewRecoveryCodes(
  database: Database,
  keys: SecondFactorKeys,
  keyed: KeyedCode,
): Promise<{ outcome: 'renewed'; recoveryCodes: string[] } | CodeRefused> {
  const { user, now } = keyed;
  return withCode(database, keys, keyed, async (tx) => {
    await addAuditEntry(tx, user, { action: 'recovery-codes-made' }, now);
    return { outcome: 'renewed', recoveryCodes: await makeRecoveryCodes(tx, keys, user.id) };
  });
}

/** The user does without it again. */
export async function removeOwnFactor(
  database: Database,
  keys: SecondFactorKeys,
  keyed: KeyedCode,
): Promise<{ outcome: 'removed' } | CodeRefused> {
  const { user, now } = keyed;
  return withCode(database, keys, keyed, async (tx) => {
    await deleteFactor(tx, user.id);
    await addAuditEntry(tx, user, { action: 'second-factor-removed', subject: user.login }, now);
    return { outcome: 'removed' };
  });
}

/** For somebody who has lost their app and their recovery codes. @returns whether there is such a user */
export async function removeFactorOf(
  database: Database,
  by: Doer,
  userId: string,
  now: Date,
): Promise<boolean> {
  return database.transaction(async (tx) => {
    const user = await lockUser(tx, userId);
    if (!user) return false;
    await deleteFactor(tx, userId);
    await endSessionsOf(tx, userId);
    await addAuditEntry(tx, by, { action: 'second-factor-removed', subject: user.login }, now);
    return true;
  });
}

/** Does something that takes a code; wrong ones are counted together with wrong passwords of whoever is signed in. */
async function withCode<Done>(
  database: Database,
  keys: SecondFactorKeys,
  { user, code, now }: KeyedCode,
  work: (tx: Tx) => Promise<Done>,
): Promise<Done | CodeRefused> {
  const { id, login } = user;
  return database.transaction(async (tx) => {
    await lockUser(tx, id);
    if (await isSignInLocked(tx, login, SIGNED_IN, now)) return { outcome: 'locked' };
    if ((await takeCode({ tx, now }, keys, id, code)) === null) {
      const locked = await countSignInFailure(tx, login, SIGNED_IN, now);
      return { outcome: locked ? 'locked' : 'wrong-code' };
    }
    return work(tx);
  });
}

async function makeRecoveryCodes(tx: Tx, keys: SecondFactorKeys, userId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, makeOneTimePassword);
  const hashes = codes.map((code) => keys.hashOf(code.replaceAll('-', '')));
  await replaceRecoveryCodes(tx, userId, hashes);
  return codes;
}
