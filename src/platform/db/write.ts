import type { Db } from './database.ts';

/**
 * Runs a statement whose answer decides nothing. In a transaction nobody waits for it: it goes out with whatever is asked next,
 * in the order of the calls. If it fails, so does the transaction, with its error.
 */
export async function write(db: Db, sql: string, params: readonly unknown[] = []): Promise<void> {
  if (db.send) db.send(sql, params);
  else await db.query(sql, params);
}
