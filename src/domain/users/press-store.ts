import type { Db, Tx } from '../../platform/db/database.ts';

/**
 * Claims a press for whoever acts on it. Of two at once the second waits until what the first did is on record, or undone.
 * @returns whether it is the first
 */
export async function claimPress(tx: Tx, keyHash: Buffer, now: Date): Promise<boolean> {
  const rows = await tx.query(
    'insert into presses (key_hash, pressed_at) values ($1, $2) on conflict (key_hash) do nothing returning key_hash',
    [keyHash, now],
  );
  return rows.length > 0;
}

/** Keeps what a press was answered. */
export async function keepPressAnswer(db: Db, keyHash: Buffer, answer: Buffer): Promise<void> {
  await db.query('update presses set answer = $2 where key_hash = $1', [keyHash, answer]);
}

/** A press that was acted on, with its answer once there is one; undefined: nobody has acted on it. */
export async function findPress(db: Db, keyHash: Buffer): Promise<{ answer: Buffer | null } | undefined> {
  const [row] = await db.query<{ answer: Buffer | null }>('select answer from presses where key_hash = $1', [
    keyHash,
  ]);
  return row;
}

/** Forgets presses from before an instant: the sessions in which they were made are over. */
export async function forgetPresses(db: Db, before: Date): Promise<void> {
  await db.query('delete from presses where pressed_at < $1', [before]);
}
