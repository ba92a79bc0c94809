import type { Db } from '../db/database.ts';

/**
 * How many wrong PINs in a row of minutes lock, and for how long. Calls from a registered number are counted by contact
 * and all others by customer, so that a stranger who keys in a customer's number locks nobody out who calls from their own
 * phone. A lock never closes the unverified lane: a critical emergency is always taken.
 */
const WINDOW_MS = 15 * 60_000;
const LOCK_MS = 15 * 60_000;
const LIMITS = { contact: 6, customer: 12, all: 100 } as const;

export type GuardKind = keyof typeof LIMITS;

/** Whose wrong PINs are counted together. */
export interface GuardScope {
  kind: GuardKind;
  /** a contact's id, a customer's number; for `all` it says nothing */
  id: string;
}

/** Whether PINs of this scope are not even looked at for now. Many wrong ones in all are alarmed about, but lock nobody. */
export async function isLocked(db: Db, { kind, id }: GuardScope, now: Date): Promise<boolean> {
  if (kind === 'all') return false;
  const [row] = await db.query<{ locked: boolean }>(
    'select locked_until > $3 as locked from pin_failures where kind = $1 and id = $2',
    [kind, id, now],
  );
  return row?.locked ?? false;
}

/** When a lock ends, or null if there is none now. */
export async function lockedUntil(db: Db, { kind, id }: GuardScope, now: Date): Promise<Date | null> {
  const [row] = await db.query<{ until: Date }>(
    'select locked_until as until from pin_failures where kind = $1 and id = $2 and locked_until > $3',
    [kind, id, now],
  );
  return row?.until ?? null;
}

/** Counts a wrong PIN, atomically. @returns whether this one reached the limit */
export async function countFailure(db: Db, { kind, id }: GuardScope, now: Date): Promise<boolean> {
  const [row] = await db.query<{ failures: number }>(
    `insert into pin_failures as guard (kind, id, failures, since) values ($1, $2, 1, $3)
     on conflict (kind, id) do update set
       failures = case when guard.since < $4 then 1 else guard.failures + 1 end,
       since = case when guard.since < $4 then $3 else guard.since end
     returning failures`,
    [kind, id, now, new Date(now.getTime() - WINDOW_MS)],
  );
  if (row?.failures !== LIMITS[kind]) return false;
  const until = new Date(now.getTime() + LOCK_MS);
  await db.query('update pin_failures set locked_until = $3, failures = 0 where kind = $1 and id = $2', [
    kind,
    id,
    until,
  ]);
  return true;
}

/** The right PIN: what was miskeyed before is forgotten. */
export async function forgetFailures(db: Db, { kind, id }: GuardScope): Promise<void> {
  await db.query('delete from pin_failures where kind = $1 and id = $2', [kind, id]);
}
