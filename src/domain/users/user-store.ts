import type { Db } from '../../platform/db/database.ts';
import type { Role, User } from './user.ts';

/** The columns of a user, of the table `users`. */
export const USER = `users.id, login, name, role, engineer, must_change_password as "mustChangePassword",
  password_hash is not null as "hasPassword",
  exists (select from second_factors
    where second_factors.user_id = users.id and confirmed_at is not null) as "hasSecondFactor"`;

export type NewUser = Pick<User, 'login' | 'name' | 'role' | 'engineer' | 'mustChangePassword'> & {
  passwordHash: string | null;
};

/** Adds a user; null if somebody in force has this login. */
export async function insertUser(db: Db, user: NewUser, now: Date): Promise<User | null> {
  const [row] = await db.query<User>(
    `insert into users (login, name, role, engineer, password_hash, must_change_password, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (login) where retired_at is null do nothing returning ${USER}`,
    [user.login, user.name, user.role, user.engineer, user.passwordHash, user.mustChangePassword, now],
  );
  return row ?? null;
}

export async function findUserByLogin(
  db: Db,
  login: string,
): Promise<(User & { passwordHash: string | null }) | null> {
  const [row] = await db.query<User & { passwordHash: string | null }>(
    `select ${USER}, password_hash as "passwordHash" from users where login = $1 and retired_at is null`,
    [login],
  );
  return row ?? null;
}

/** The user, locked until the end of the transaction; null if there is none in force. */
export async function lockUser(db: Db, id: string): Promise<User | null> {
  const [row] = await db.query<User>(
    `select ${USER} from users where id = $1 and retired_at is null for update of users`,
    [id],
  );
  return row ?? null;
}

/**
 * The same, as long as their password is still the one that was looked at: it takes its time to be held against what somebody
 * typed, and meanwhile another may have been set, so that whoever knows that one stays out.
 */
export async function lockUserOfPassword(
  db: Db,
  { id, passwordHash }: { id: string; passwordHash: string | null },
): Promise<User | null> {
  const [row] = await db.query<User>(
    `select ${USER} from users where id = $1 and retired_at is null and password_hash = $2 for update of users`,
    [id, passwordHash],
  );
  return row ?? null;
}

/** The ids of all administrators, locked: of two who remove each other, one is second. */
export async function lockAdministrators(db: Db): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select id from users where role = 'administrator' and retired_at is null order by id for update`,
  );
  return rows.map(({ id }) => id);
}

export async function updateUser(
  db: Db,
  id: string,
  { name, role, engineer }: { name: string; role: Role; engineer: string | null },
): Promise<void> {
  await db.query('update users set name = $2, role = $3, engineer = $4 where id = $1', [
    id,
    name,
    role,
    engineer,
  ]);
}

export async function hasUsers(db: Db): Promise<boolean> {
  const [row] = await db.query<{ any: boolean }>('select exists (select from users) as any');
  return row?.any ?? false;
}

/** Sets a password, or none, and ends every session of the user: whoever knew the old one is out. */
export async function changePasswordHash(
  db: Db,
  userId: string,
  passwordHash: string | null,
  mustChange: boolean,
): Promise<void> {
  await db.query('update users set password_hash = $2, must_change_password = $3 where id = $1', [
    userId,
    passwordHash,
    mustChange,
  ]);
  await endSessionsOf(db, userId);
}

/** The user may not come in any more, and is out at once; what they did stays on record. */
export async function retireUser(db: Db, userId: string, now: Date): Promise<void> {
  await db.query('update users set retired_at = $2 where id = $1', [userId, now]);
  await endSessionsOf(db, userId);
}

/** Whoever is signed in as this user, or half way in, is out. */
export async function endSessionsOf(db: Db, userId: string): Promise<void> {
  await db.query('delete from sessions where user_id = $1', [userId]);
  await db.query('delete from pending_sign_ins where user_id = $1', [userId]);
  // a lost phone is to show nothing either; one that is still theirs subscribes anew with the next sign-in
  await db.query('delete from push_subscriptions where user_id = $1', [userId]);
}

/** Whether anybody has chosen a password of their own yet. */
export async function hasSignedIn(db: Db): Promise<boolean> {
  const [row] = await db.query<{ any: boolean }>(
    'select exists (select from users where not must_change_password) as any',
  );
  return row?.any ?? false;
}

/** Of everybody in force. */
export async function listLogins(db: Db): Promise<string[]> {
  const rows = await db.query<{ login: string }>('select login from users where retired_at is null');
  return rows.map(({ login }) => login);
}
