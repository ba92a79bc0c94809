import { createHash } from 'node:crypto';
import type { Db, Tx } from '../../platform/db/database.ts';

/** So long the answer to a request is found by its key: no portal and no mail gateway tries for longer. */
export const KEYS_KEPT_DAYS = 30;

type Claim = 'first' | 'repeated' | 'other-request';

/**
 * Claims a key for a request. Of two that come at once, the second waits until the first has been served.
 * A transaction that is rolled back has claimed nothing.
 */
export async function claimIdempotencyKey(tx: Tx, key: string, request: unknown, now: Date): Promise<Claim> {
  const fingerprint = createHash('sha256').update(JSON.stringify(request)).digest();
  const claimed = await tx.query(
    `insert into idempotency_keys (key, fingerprint, created_at) values ($1, $2, $3)
     on conflict (key) do nothing returning key`,
    [key, fingerprint, now],
  );
  if (claimed.length > 0) return 'first';
  const [known] = await tx.query<{ same: boolean }>(
    'select fingerprint = $2 as same from idempotency_keys where key = $1',
    [key, fingerprint],
  );
  return known?.same ? 'repeated' : 'other-request';
}

/** A request of which nothing came may come again, changed. */
export async function freeIdempotencyKey(tx: Tx, key: string): Promise<void> {
  await tx.query('delete from idempotency_keys where key = $1', [key]);
}

/** From then on a key stands for a new request, also where something came of its first. */
export async function dropIdempotencyKeys(db: Db, before: Date): Promise<void> {
  await db.query(
    `with dropped as (delete from idempotency_keys where created_at < $1 returning key),
       codes as (update dial_in_codes set idempotency_key = null from dropped where idempotency_key = dropped.key)
     update tickets set idempotency_key = null from dropped where idempotency_key = dropped.key`,
    [before],
  );
}
