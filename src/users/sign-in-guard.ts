import { createHash } from 'node:crypto';
import type { Db } from '../db/database.ts';

/** So many wrong passwords for one login within the window lock it for a while, for whoever tries. */
const MOST_FAILURES = 5;
const WINDOW_MS = 15 * 60_000;
const LOCK_MS = 15 * 60_000;
const FORGOTTEN_MS = 24 * 60 * 60_000;

/**
 * Under which name failures are counted. A login that nobody has may be a password typed into the wrong field: of that, no
 * more is kept than so little of a hash that it stands for many millions of texts.
 */
export function guardedLogin(login: string, isKnown: boolean): string {
  return isKnown ? login : `?${createHash('sha256').update(login).digest('hex').slice(0, 8)}`;
}

export async function isSignInLocked(db: Db, login: string, now: Date): Promise<boolean> {
  const [row] = await db.query<{ locked: boolean | null }>(
    'select locked_until > $2 as locked from sign_in_failures where login = $1',
    [login, now],
  );
  return row?.locked ?? false;
}

/** Counts a wrong password, atomically. @returns whether this one locked the login */
export async function countSignInFailure(db: Db, login: string, now: Date): Promise<boolean> {
  const before = (ms: number) => new Date(now.getTime() - ms);
  await db.query('delete from sign_in_failures where since < $1', [before(FORGOTTEN_MS)]);
  const [row] = await db.query<{ locked: boolean }>(
    `insert into sign_in_failures as guard (login, failures, since) values ($1, 1, $2)
     on conflict (login) do update set
       failures = case when guard.since < $3 or guard.failures >= $4 then 1 else guard.failures + 1 end,
       since = case when guard.since < $3 or guard.failures >= $4 then $2 else guard.since end,
       locked_until = case when guard.since >= $3 and guard.failures + 1 = $4 then $5::timestamptz else guard.locked_until end
     returning failures = $4 as locked`,
    [login, now, before(WINDOW_MS), MOST_FAILURES, new Date(now.getTime() + LOCK_MS)],
  );
  return row?.locked ?? false;
}

/** The right password: what was mistyped before is forgotten. */
export async function forgetSignInFailures(db: Db, login: string): Promise<void> {
  await db.query('delete from sign_in_failures where login = $1', [login]);
}
