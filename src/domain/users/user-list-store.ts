import type { Db } from '../../platform/db/database.ts';
import type { User } from './user.ts';
import { USER } from './user-store.ts';

/** A user as administrators see them. */
export interface ListedUser extends User {
  createdAt: Date;
  /** null: never */
  signedInAt: Date | null;
  /** for somebody at least, wherever they try from; null: not locked */
  lockedUntil: Date | null;
  /** the engineer they were is retired: they still sign in, and act as none */
  isEngineerRetired: boolean;
  /** who vouches for them at single sign-on, or null */
  issuer: string | null;
}

const LISTED = `select ${USER}, users.created_at as "createdAt", signed_in_at as "signedInAt", issuer,
    exists (select from engineers where key = users.engineer and engineers.retired_at is not null) as "isEngineerRetired",
    (select max(locked_until) from sign_in_guards
     where sign_in_guards.login = users.login and locked_until > $1) as "lockedUntil"
  from users where retired_at is null`;

/** Everybody who may sign in, by name. */
export async function listUsers(db: Db, now: Date): Promise<ListedUser[]> {
  return db.query<ListedUser>(`${LISTED} order by lower(name), login`, [now]);
}

/** One of them; null if there is none in force. */
export async function findListedUser(db: Db, id: string, now: Date): Promise<ListedUser | null> {
  const [row] = await db.query<ListedUser>(`${LISTED} and users.id = $2`, [now, id]);
  return row ?? null;
}
