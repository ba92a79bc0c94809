import type { Db } from '../../platform/db/database.ts';
import type { Identity } from './identity.ts';
import type { Role, User } from './user.ts';
import { USER } from './user-store.ts';

type Known = Pick<Identity, 'issuer' | 'subject'>;

/** The user in force whom the identity provider means. */
export async function findUserByIdentity(db: Db, { issuer, subject }: Known): Promise<User | null> {
  const [row] = await db.query<User>(
    `select ${USER} from users where issuer = $1 and subject = $2 and retired_at is null`,
    [issuer, subject],
  );
  return row ?? null;
}

/** Whether a user comes by single sign-on. */
export async function hasIdentity(db: Db, userId: string): Promise<boolean> {
  const [row] = await db.query<{ known: boolean }>(
    'select issuer is not null as known from users where id = $1',
    [userId],
  );
  return row?.known ?? false;
}

/** Whether somebody has removed this user. */
export async function isRemovedIdentity(db: Db, { issuer, subject }: Known): Promise<boolean> {
  const [row] = await db.query<{ removed: boolean }>(
    `select exists (select from users
       where issuer = $1 and subject = $2 and retired_at is not null) as removed`,
    [issuer, subject],
  );
  return row?.removed ?? false;
}

/** Adds a user without a password; null if somebody in force has the login, or the identity. */
export async function insertIdentity(
  db: Db,
  { issuer, subject, login, name, role }: Known & { login: string; name: string; role: Role },
  now: Date,
): Promise<User | null> {
  const [row] = await db.query<User>(
    `insert into users (issuer, subject, login, name, role, must_change_password, created_at)
     values ($1, $2, $3, $4, $5, false, $6) on conflict do nothing returning ${USER}`,
    [issuer, subject, login, name, role, now],
  );
  return row ?? null;
}

/** Somebody who was removed and whom the identity provider still knows. */
export interface RemovedIdentity {
  id: string;
  login: string;
  name: string;
  removedAt: Date;
}

export async function listRemovedIdentities(db: Db): Promise<RemovedIdentity[]> {
  return db.query<RemovedIdentity>(
    `select id, login, name, retired_at as "removedAt" from users
     where retired_at is not null and issuer is not null order by retired_at desc`,
  );
}

/** At the next sign-in they are a new user. @returns the login they had, or null if there is nobody to forget */
export async function forgetRemovedIdentity(db: Db, id: string): Promise<string | null> {
  const [row] = await db.query<{ login: string }>(
    `update users set issuer = null, subject = null
     where id = $1 and retired_at is not null and issuer is not null returning login`,
    [id],
  );
  return row?.login ?? null;
}
