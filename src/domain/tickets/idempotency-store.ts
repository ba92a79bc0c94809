import { createHash } from 'node:crypto';
import type { Db, Tx } from '../../platform/db/database.ts';

/** So long the answer to a request is found by its key: no portal and no mail gateway tries for longer. */
export const KEYS_KEPT_DAYS = 30;

/** A key as a program sent it. What another program sends by the same key is another request. */
export interface ProgramKey {
  /** the name of its token; '' for that of the environment */
  program: string;
  key: string;
}

interface Claim {
  /** the key under which what comes of the request is kept */
  kept: string;
  is: 'first' | 'repeated' | 'other-request';
}

/**
 * Claims a key for a request. Of two that come at once, the second waits until the first has been served.
 * A transaction that is rolled back has claimed nothing.
 *
 * The first program that uses a key has it as it was sent, since the version before, which may serve beside this one, knows it by no
 * other name: what is sent again across an update is found by both. The same key of a further program is kept with its name.
 */
export async function claimIdempotencyKey(
  tx: Tx,
  { program, key }: ProgramKey,
  request: unknown,
  now: Date,
): Promise<Claim> {
  const fingerprint = createHash('sha256').update(JSON.stringify(request)).digest();
  // a key has no space
  const own = `${program} ${key}`;
  const claim = async (kept: string): Promise<Claim | null> => {
    const claimed = await tx.query(
      `insert into idempotency_keys (key, program, fingerprint, created_at) values ($1, $2, $3, $4)
       on conflict (key) do nothing returning key`,
      [kept, program, fingerprint, now],
    );
    return claimed.length > 0 ? { kept, is: 'first' } : find(kept);
  };
  const find = async (kept: string): Promise<Claim | null> => {
    const [known] = await tx.query<{ program: string | null; same: boolean }>(
      'select program, fingerprint = $2 as same from idempotency_keys where key = $1',
      [kept, fingerprint],
    );
    // of the version before, which did not write whose it is, only the request itself tells
    const isOurs = kept === own || known?.program === program || (known?.program === null && known.same);
    return known && isOurs ? { kept, is: known.same ? 'repeated' : 'other-request' } : null;
  };
  // one that was forgotten this very moment stands for a new request
  return (await find(own)) ?? (await claim(key)) ?? (await claim(own)) ?? { kept: own, is: 'first' };
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
