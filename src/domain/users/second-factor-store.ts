import type { Db } from '../../platform/db/database.ts';

export interface StoredFactor {
  /** sealed */
  secret: Buffer;
  confirmed: boolean;
}

export async function findFactor(db: Db, userId: string): Promise<StoredFactor | null> {
  const [row] = await db.query<StoredFactor>(
    'select secret, confirmed_at is not null as confirmed from second_factors where user_id = $1',
    [userId],
  );
  return row ?? null;
}

/** Keeps the secret of an app that has not shown a code yet; one that has is left as it is. */
export async function keepFactor(db: Db, userId: string, secret: Buffer): Promise<void> {
  await db.query(
    `insert into second_factors as factor (user_id, secret) values ($1, $2)
     on conflict (user_id) do update set secret = $2 where factor.confirmed_at is null`,
    [userId, secret],
  );
}

/** The same secret, sealed under another key. */
export async function resealFactor(db: Db, userId: string, secret: Buffer): Promise<void> {
  await db.query('update second_factors set secret = $2 where user_id = $1', [userId, secret]);
}

/** From now on it is asked for. */
export async function confirmFactor(db: Db, userId: string, now: Date): Promise<void> {
  await db.query('update second_factors set confirmed_at = $2 where user_id = $1', [userId, now]);
}

/** Uses up a time step, and those before it. @returns false when it was used before */
export async function takeStep(db: Db, userId: string, step: number): Promise<boolean> {
  const taken = await db.query(
    `update second_factors set last_step = $2
     where user_id = $1 and (last_step is null or last_step < $2) returning user_id`,
    [userId, step],
  );
  return taken.length > 0;
}

/** With the factor go its recovery codes. */
export async function deleteFactor(db: Db, userId: string): Promise<void> {
  await db.query('delete from second_factors where user_id = $1', [userId]);
  await db.query('delete from recovery_codes where user_id = $1', [userId]);
}

/** In place of those there were. */
export async function replaceRecoveryCodes(db: Db, userId: string, hashes: readonly Buffer[]): Promise<void> {
  await db.query('delete from recovery_codes where user_id = $1', [userId]);
  await db.query('insert into recovery_codes (user_id, code_hash) select $1, unnest($2::bytea[])', [
    userId,
    hashes,
  ]);
}

/** Uses up a recovery code. @returns false when there is none with this hash */
export async function takeRecoveryCode(db: Db, userId: string, hash: Buffer): Promise<boolean> {
  const taken = await db.query(
    'delete from recovery_codes where user_id = $1 and code_hash = $2 returning user_id',
    [userId, hash],
  );
  return taken.length > 0;
}

/** How many are left. */
export async function countRecoveryCodes(db: Db, userId: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    'select count(*)::int as count from recovery_codes where user_id = $1',
    [userId],
  );
  return row?.count ?? 0;
}
