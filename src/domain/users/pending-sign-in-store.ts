import type { Db } from '../../platform/db/database.ts';
import { hashOfToken, makeToken } from './opaque-token.ts';

/** So long after the password the code may come. */
export const PENDING_MS = 5 * 60_000;

/** The password was right, the code is missing. @returns the name of this beginning, which only the browser keeps */
export async function beginPending(db: Db, userId: string, now: Date): Promise<string> {
  const name = makeToken();
  await db.query('delete from pending_sign_ins where created_at < $1', [earliest(now)]);
  await db.query('insert into pending_sign_ins (id_hash, user_id, created_at) values ($1, $2, $3)', [
    hashOfToken(name),
    userId,
    now,
  ]);
  return name;
}

/** Whose beginning it is; null if it is none, or too long ago. */
export async function findPending(db: Db, name: string, now: Date): Promise<string | null> {
  const [row] = await db.query<{ userId: string }>(
    'select user_id as "userId" from pending_sign_ins where id_hash = $1 and created_at >= $2',
    [hashOfToken(name), earliest(now)],
  );
  return row?.userId ?? null;
}

export async function endPending(db: Db, name: string): Promise<void> {
  await db.query('delete from pending_sign_ins where id_hash = $1', [hashOfToken(name)]);
}

function earliest(now: Date): Date {
  return new Date(now.getTime() - PENDING_MS);
}
