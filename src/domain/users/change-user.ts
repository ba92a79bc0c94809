import type { Database } from '../../platform/db/database.ts';
import { addAuditEntry, type Doer } from './audit-trail-store.ts';
import { hashOfToken } from './opaque-token.ts';
import { removeFiltersOf } from './saved-filter-store.ts';
import type { Role, User } from './user.ts';
import { lockAdministrators, lockUser, retireUser, updateUser } from './user-store.ts';

export interface UserChanges {
  name: string;
  role: Role;
  engineer: string | null;
}

/**
 * `yourself`: nobody changes their own role or removes themselves. `last-administrator`: somebody must be left who can
 * let others in. `unknown`: there is no such user any more. `changed-meanwhile`: it is not the user that was edited.
 */
export type UserRefused = 'yourself' | 'last-administrator' | 'unknown' | 'changed-meanwhile';

/** A short name for who a user is: a form carries it, so that nobody gives a role back that another has just taken. */
export function versionOfUser({ name, role, engineer }: UserChanges): string {
  return hashOfToken(JSON.stringify([name, role, engineer])).toString('base64url');
}

/** Changes who a user is; a new role counts from their next click. @param change.version of the user that was edited */
export async function changeUser(
  database: Database,
  by: Doer,
  { id, name, role, engineer, version }: UserChanges & Pick<User, 'id'> & { version: string },
  now: Date,
): Promise<'changed' | UserRefused> {
  return database.transaction(async (tx) => {
    const administrators = await lockAdministrators(tx);
    const user = await lockUser(tx, id);
    if (!user) return 'unknown';
    if (role !== user.role && by.id === id) return 'yourself';
    if (role !== 'administrator' && isOnly(administrators, id)) return 'last-administrator';
    const detail = differences(user, { name, role, engineer });
    if (Object.keys(detail).length === 0) return 'changed';
    if (version !== versionOfUser(user)) return 'changed-meanwhile';
    await updateUser(tx, id, { name, role, engineer });
    await addAuditEntry(tx, by, { action: 'user-changed', subject: user.login, detail }, now);
    return 'changed';
  });
}

/** The user is out at once and for good; what they did stays on record. */
export async function removeUser(
  database: Database,
  by: Doer,
  id: string,
  now: Date,
): Promise<'removed' | UserRefused> {
  return database.transaction(async (tx) => {
    const administrators = await lockAdministrators(tx);
    const user = await lockUser(tx, id);
    if (!user) return 'unknown';
    if (by.id === id) return 'yourself';
    if (isOnly(administrators, id)) return 'last-administrator';
    await retireUser(tx, id, now);
    await removeFiltersOf(tx, id);
    await addAuditEntry(tx, by, { action: 'user-removed', subject: user.login }, now);
    return 'removed';
  });
}

function isOnly(administrators: readonly string[], id: string): boolean {
  return administrators.length === 1 && administrators[0] === id;
}

/** What is new, for the audit trail. */
function differences(user: User, changes: UserChanges): Partial<UserChanges> {
  return Object.fromEntries(
    Object.entries(changes).filter(([field, value]) => user[field as keyof UserChanges] !== value),
  );
}
