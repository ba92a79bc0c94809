import type { Db } from '../../platform/db/database.ts';

/**
 * Clears away deputies whose time is over, so that their PINs are free again. They were out of force already: this is
 * only for the laws that the database keeps, and done before seats or PINs are changed.
 */
export async function clearDeputies(db: Db, now: Date): Promise<void> {
  await db.query('update contacts set standing_in = false where standing_in and retired_at <= $1', [now]);
}
