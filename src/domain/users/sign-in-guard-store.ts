import { createHash } from 'node:crypto';
import type { Db } from '../../platform/db/database.ts';

/** So many wrong passwords or codes for one login from one source within the window lock that way in for a while. */
const MAX_FAILURES = 5;
/** So many from all sources that are not known lock it for all of them: nobody may guess from a thousand addresses. */
const MAX_FAILURES_IN_ALL = 30;
const WINDOW_MS = 15 * 60_000;
const LOCK_MS = 15 * 60_000;
const FORGOTTEN_MS = 24 * 60 * 60_000;
const ALL = '*';

/** A lock lasts no longer: worth a try then. */
export const LOCK_SECONDS = LOCK_MS / 1_000;

/** Where somebody tries from. */
export interface TryingFrom {
  /** an address, or a browser */
  source: string;
  /** somebody has signed in there with this very login before: what strangers do elsewhere locks nobody out here */
  isKnown: boolean;
}

/** Where no lock of strangers counts: a session that stands. */
export const SIGNED_IN: TryingFrom = { source: 'signed in', isKnown: true };

/**
 * Under which name failures are counted. A login that nobody has may be a password typed into the wrong field: of that, no
 * more is kept than so little of a hash that it stands for many millions of texts.
 */
export function guardedLogin(login: string, isKnown: boolean): string {
  return isKnown ? login : `?${createHash('sha256').update(login).digest('hex').slice(0, 8)}`;
}

export async function isSignInLocked(
  db: Db,
  login: string,
  { source, isKnown }: TryingFrom,
  now: Date,
): Promise<boolean> {
  const scopes = isKnown ? [nameOf(source)] : [nameOf(source), ALL];
  const rows = await db.query(
    'select 1 from sign_in_guards where login = $1 and source = any($2) and locked_until > $3',
    [login, scopes, now],
  );
  return rows.length > 0;
}

/** Counts a wrong password, atomically. @returns whether this one locked the way in */
export async function countSignInFailure(
  db: Db,
  login: string,
  { source, isKnown }: TryingFrom,
  now: Date,
): Promise<boolean> {
  await db.query('delete from sign_in_guards where since < $1', [new Date(now.getTime() - FORGOTTEN_MS)]);
  const locked = await count(db, { login, source: nameOf(source), max: MAX_FAILURES }, now);
  const all = { login, source: ALL, max: MAX_FAILURES_IN_ALL };
  return (!isKnown && (await count(db, all, now))) || locked;
}

async function count(
  db: Db,
  { login, source, max }: { login: string; source: string; max: number },
  now: Date,
): Promise<boolean> {
  const since = new Date(now.getTime() - WINDOW_MS);
  const until = new Date(now.getTime() + LOCK_MS);
  const [row] = await db.query<{ locked: boolean }>(
    `insert into sign_in_guards as guard (login, source, failures, since) values ($1, $2, 1, $3)
     on conflict (login, source) do update set
       failures = case when guard.since < $4 or guard.failures >= $5 then 1 else guard.failures + 1 end,
       since = case when guard.since < $4 or guard.failures >= $5 then $3 else guard.since end,
       locked_until = case when guard.since >= $4 and guard.failures + 1 = $5 then $6::timestamptz else guard.locked_until end
     returning failures = $5 as locked`,
    [login, source, now, since, max, until],
  );
  return row?.locked ?? false;
}

/** The right password: what was mistyped there before is forgotten. What came from elsewhere was not this person's. */
export async function forgetSignInFailures(db: Db, login: string, { source }: TryingFrom): Promise<void> {
  await db.query('delete from sign_in_guards where login = $1 and source = $2', [login, nameOf(source)]);
}

/** Somebody who may has unlocked the login. */
export async function forgetAllSignInFailures(db: Db, login: string): Promise<void> {
  await db.query('delete from sign_in_guards where login = $1', [login]);
}

/** An address is nobody's business once it has been counted. */
function nameOf(source: string): string {
  return createHash('sha256').update(source).digest('hex').slice(0, 16);
}
