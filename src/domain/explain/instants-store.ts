import type { Db } from '../../platform/db/database.ts';

/*
 * The instants that nothing is decided by: they only tell afterwards what waited for what.
 */

/** The carrier has told that a message was delivered, or that it failed. */
export async function noteMessageReported(db: Db, id: string, at: Date): Promise<void> {
  await db.query('update messages set reported_at = $2 where id = $1', [id, at]);
}

/** The carrier has answered that it places a leg. */
export async function noteCallAccepted(db: Db, id: string, at: Date): Promise<void> {
  await db.query('update calls set accepted_at = coalesce(accepted_at, $2) where id = $1', [id, at]);
}
