import type { Database } from '../../platform/db/database.ts';
import type { Work } from '../../platform/db/work.ts';
import { addAuditEntry, type Doer } from './audit-trail-store.ts';
import type { Identity } from './identity.ts';
import { findUserByIdentity, insertIdentity, isRemovedIdentity } from './identity-store.ts';
import { isLoginLikeAnother } from './login-like-another.ts';
import { beginSession } from './session-store.ts';
import type { Role, User } from './user.ts';
import { endSessionsOf, updateUser } from './user-store.ts';

/** `no-role`: they are nothing here, or not any more. `removed`: an administrator has removed them. */
export type SignedInByIdentity =
  | { outcome: 'signed-in'; session: string }
  | { outcome: 'no-role' | 'removed' };

const SINGLE_SIGN_ON: Doer = { id: null, kind: 'single-sign-on', name: 'single sign-on' };

/**
 * Signs in whom the identity provider has proved. Who comes for the first time becomes a user; the role is what the
 * provider says, each time. An e-mail address makes nobody the user who has the same one.
 */
export async function signInByIdentity(
  database: Database,
  identity: Identity,
  now: Date,
): Promise<SignedInByIdentity> {
  return database.transaction(async (tx) => {
    const known = await findUserByIdentity(tx, identity);
    const { role } = identity;
    if (!known && (await isRemovedIdentity(tx, identity))) return refuse({ tx, now }, identity, 'removed');
    if (role === null) {
      if (known) await endSessionsOf(tx, known.id);
      return refuse({ tx, now }, identity, 'no-role');
    }
    const user = known
      ? await withRole({ tx, now }, known, role)
      : await makeUser({ tx, now }, identity, role);
    await addAuditEntry(tx, user, { action: 'signed-in', detail: { with: 'single sign-on' } }, now);
    return { outcome: 'signed-in', session: await beginSession(tx, user.id, now) };
  });
}

async function refuse({ tx, now }: Work, { name }: Identity, outcome: 'no-role' | 'removed') {
  const detail = { because: outcome };
  await addAuditEntry(
    tx,
    { id: null, kind: 'stranger', name },
    { action: 'single-sign-on-refused', detail },
    now,
  );
  return { outcome };
}

async function withRole({ tx, now }: Work, user: User, role: Role): Promise<User> {
  if (user.role === role) return user;
  await updateUser(tx, user.id, { ...user, role });
  const entry = { action: 'user-changed', subject: user.login, detail: { role } } as const;
  await addAuditEntry(tx, SINGLE_SIGN_ON, entry, now);
  return { ...user, role };
}

async function makeUser({ tx, now }: Work, identity: Identity, role: Role): Promise<User> {
  for (const login of identity.logins) {
    const isFree = !(await isLoginLikeAnother(tx, login));
    const added = isFree ? await insertIdentity(tx, { ...identity, login, role }, now) : null;
    if (added) {
      const entry = { action: 'user-added', subject: login, detail: { role } } as const;
      await addAuditEntry(tx, SINGLE_SIGN_ON, entry, now);
      return added;
    }
    // the login is somebody else's, or another browser of theirs was quicker
    const meanwhile = await findUserByIdentity(tx, identity);
    if (meanwhile) return meanwhile;
  }
  throw new TypeError('even the login that is nobody else’s is taken');
}
