import { createHash } from 'node:crypto';
import type { Tx } from '../../platform/db/database.ts';

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
