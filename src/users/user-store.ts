import type { Db } from '../db/database.ts';
import type { User } from './user.ts';

const USER = `id, login, name, role, engineer, must_change_password as "mustChangePassword"`;

/** Adds a user; null if somebody in force has this login. */
export async function insertUser(
  db: Db,
  user: Omit<User, 'id'> & { passwordHash: string },
  now: Date,
): Promise<User | null> {
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
): Promise<(User & { passwordHash: string }) | null> {
  const [row] = await db.query<User & { passwordHash: string }>(
    `select ${USER}, password_hash as "passwordHash" from users where login = $1 and retired_at is null`,
    [login],
  );
  return row ?? null;
}

export async function hasUsers(db: Db): Promise<boolean> {
  const [row] = await db.query<{ any: boolean }>('select exists (select from users) as any');
  return row?.any ?? false;
}

/** Sets a password and ends every session of the user: whoever knew the old one is out. */
export async function changePasswordHash(
  db: Db,
  userId: string,
  passwordHash: string,
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

async function endSessionsOf(db: Db, userId: string): Promise<void> {
  await db.query('delete from sessions where user_id = $1', [userId]);
}

/** Whether anybody has chosen a password of their own yet. */
export async function hasSignedIn(db: Db): Promise<boolean> {
  const [row] = await db.query<{ any: boolean }>(
    'select exists (select from users where not must_change_password) as any',
  );
  return row?.any ?? false;
}
