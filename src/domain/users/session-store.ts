import type { Db } from '../../platform/db/database.ts';
import { hashOfToken, makeToken } from './opaque-token.ts';
import type { Role, User } from './user.ts';
import { USER } from './user-store.ts';

/** Nobody has been at the console for so long: the session is over. An open board that is in sight counts as use. */
export const IDLE_MS = 60 * 60_000;
/** A session ends after a working day, used or not. */
export const ABSOLUTE_MS = 12 * 60 * 60_000;

/** `seen_at` is written no more often than this: reading pages should not be writing. */
const TOUCH_MS = 60_000;

/** Begins a session. @returns its name, which only the browser keeps; sessions that are over are swept away */
export async function beginSession(db: Db, userId: string, now: Date): Promise<string> {
  const name = makeToken();
  await db.query('delete from sessions where seen_at < $1 or created_at < $2', limits(now));
  await db.query('insert into sessions (id_hash, user_id, created_at, seen_at) values ($1, $2, $3, $3)', [
    hashOfToken(name),
    userId,
    now,
  ]);
  await db.query('update users set signed_in_at = $2 where id = $1', [userId, now]);
  return name;
}

/** Whose session it is, noting that it is used; null if it is none, is over, or its user is gone. */
export async function useSession(db: Db, name: string, now: Date): Promise<User | null> {
  const [row] = await db.query<User & { seenAt: Date }>(
    `select ${USER}, seen_at as "seenAt"
     from sessions join users on users.id = sessions.user_id
     where id_hash = $1 and seen_at >= $2 and sessions.created_at >= $3 and retired_at is null`,
    [hashOfToken(name), ...limits(now)],
  );
  if (!row) return null;
  const { seenAt, ...user } = row;
  if (now.getTime() - seenAt.getTime() > TOUCH_MS) {
    await db.query('update sessions set seen_at = $2 where id_hash = $1', [hashOfToken(name), now]);
  }
  return user;
}

/** What the users of these sessions are, by the sessions' names; those that are over are not among them. */
export async function rolesBySession(
  db: Db,
  names: readonly string[],
  now: Date,
): Promise<Map<string, Role>> {
  const nameOf = new Map(names.map((name) => [hashOfToken(name).toString('hex'), name]));
  const rows = await db.query<{ hash: string; role: Role }>(
    `select encode(id_hash, 'hex') as hash, role from sessions join users on users.id = sessions.user_id
     where id_hash = any($1::bytea[]) and seen_at >= $2 and sessions.created_at >= $3 and retired_at is null`,
    [names.map(hashOfToken), ...limits(now)],
  );
  return new Map(rows.map(({ hash, role }) => [nameOf.get(hash) ?? '', role]));
}

export async function endSession(db: Db, name: string): Promise<void> {
  await db.query('delete from sessions where id_hash = $1', [hashOfToken(name)]);
}

/** A session that is not over. */
export interface OpenSession {
  begunAt: Date;
  seenAt: Date;
}

/** The user's sessions that are not over, the latest used first. */
export async function listSessions(db: Db, userId: string, now: Date): Promise<OpenSession[]> {
  return db.query<OpenSession>(
    `select created_at as "begunAt", seen_at as "seenAt" from sessions
     where user_id = $1 and seen_at >= $2 and created_at >= $3 order by seen_at desc, created_at desc`,
    [userId, ...limits(now)],
  );
}

/** Last seen, and begun, at these instants or later. */
function limits(now: Date): [Date, Date] {
  return [new Date(now.getTime() - IDLE_MS), new Date(now.getTime() - ABSOLUTE_MS)];
}
