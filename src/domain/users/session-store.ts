import type { Db } from '../../platform/db/database.ts';
import { hashOfToken, makeToken } from './opaque-token.ts';
import { forgetPresses } from './press-store.ts';
import type { Role, User } from './user.ts';
import { USER } from './user-store.ts';

/** Nobody has been at the console for so long: the session is over. An open board that is in sight counts as use. */
export const IDLE_MS = 60 * 60_000;
/** A session ends after a working day, used or not. */
export const ABSOLUTE_MS = 12 * 60 * 60_000;

/** How long a session lasts: while nobody is there, and in all. */
export interface SessionLength {
  idleMs: number;
  totalMs: number;
}

const USUAL: SessionLength = { idleMs: IDLE_MS, totalMs: ABSOLUTE_MS };
/** Nobody may set more: a day without anybody there, a week in all. */
const MAX_SESSION: SessionLength = { idleMs: 24 * 60 * 60_000, totalMs: 7 * 24 * 60 * 60_000 };

/** `seen_at` is written no more often than this: reading pages should not be writing. */
const TOUCH_MS = 60_000;

/** Begins a session. @returns its name, which only the browser keeps; what is over by any length is swept away */
export async function beginSession(db: Db, userId: string, now: Date): Promise<string> {
  const name = makeToken();
  const [seen, begun] = limits(now, MAX_SESSION);
  await db.query('delete from sessions where seen_at < $1 or created_at < $2', [seen, begun]);
  await forgetPresses(db, begun);
  await db.query('insert into sessions (id_hash, user_id, created_at, seen_at) values ($1, $2, $3, $3)', [
    hashOfToken(name),
    userId,
    now,
  ]);
  await db.query('update users set signed_in_at = $2 where id = $1', [userId, now]);
  return name;
}

/**
 * Whose session it is, noting that it is used; null if it is none, is over, or its user is gone. Whoever was an engineer and is
 * retired acts as none: neither for a customer, nor on a shift or a ticket.
 */
export async function useSession(db: Db, name: string, now: Date, length = USUAL): Promise<User | null> {
  const [row] = await db.query<User & { seenAt: Date; inForce: string | null }>(
    `select ${USER}, seen_at as "seenAt",
       (select key from engineers where key = users.engineer and engineers.retired_at is null) as "inForce"
     from sessions join users on users.id = sessions.user_id
     where id_hash = $1 and seen_at >= $2 and sessions.created_at >= $3 and retired_at is null`,
    [hashOfToken(name), ...limits(now, length)],
  );
  if (!row) return null;
  const { seenAt, inForce, ...user } = row;
  if (now.getTime() - seenAt.getTime() > TOUCH_MS) {
    await db.query('update sessions set seen_at = $2 where id_hash = $1', [hashOfToken(name), now]);
  }
  return { ...user, engineer: inForce };
}

/** What the users of these sessions are, by the sessions' names; those that are over are not among them. */
export async function rolesBySession(
  db: Db,
  names: readonly string[],
  now: Date,
  length = USUAL,
): Promise<Map<string, Role>> {
  const nameOf = new Map(names.map((name) => [hashOfToken(name).toString('hex'), name]));
  const rows = await db.query<{ hash: string; role: Role }>(
    `select encode(id_hash, 'hex') as hash, role from sessions join users on users.id = sessions.user_id
     where id_hash = any($1::bytea[]) and seen_at >= $2 and sessions.created_at >= $3 and retired_at is null`,
    [names.map(hashOfToken), ...limits(now, length)],
  );
  return new Map(rows.map(({ hash, role }) => [nameOf.get(hash) ?? '', role]));
}

export async function endSession(db: Db, name: string): Promise<void> {
  await db.query('delete from sessions where id_hash = $1', [hashOfToken(name)]);
}

/** Ends all sessions of a user but the one of this name. */
export async function endOtherSessions(db: Db, userId: string, name: string): Promise<void> {
  await db.query('delete from sessions where user_id = $1 and id_hash <> $2', [userId, hashOfToken(name)]);
}

/** Notes what browser a session was begun in. @param browser as people call it */
export async function nameSession(db: Db, name: string, browser: string): Promise<void> {
  await db.query('update sessions set browser = $2 where id_hash = $1', [hashOfToken(name), browser]);
}

/** A session that is not over. */
export interface OpenSession {
  /** null: nobody knows */
  browser: string | null;
  /** whether it is the one of the name that was asked with */
  isOwn: boolean;
  begunAt: Date;
  seenAt: Date;
}

/** Nobody is signed in at more browsers than they can look through. */
const MAX_LISTED = 50;

/** The user's sessions that are not over, the latest used first. @param who.own the name of the session that asks */
export async function listSessions(
  db: Db,
  who: { userId: string; own: string },
  now: Date,
  length = USUAL,
): Promise<OpenSession[]> {
  return db.query<OpenSession>(
    `select created_at as "begunAt", seen_at as "seenAt", browser, id_hash = $4 as "isOwn" from sessions
     where user_id = $1 and seen_at >= $2 and created_at >= $3 order by seen_at desc, created_at desc limit ${MAX_LISTED}`,
    [who.userId, ...limits(now, length), hashOfToken(who.own)],
  );
}

/** Last seen, and begun, at these instants or later. */
function limits(now: Date, { idleMs, totalMs }: SessionLength): [Date, Date] {
  return [new Date(now.getTime() - idleMs), new Date(now.getTime() - totalMs)];
}
