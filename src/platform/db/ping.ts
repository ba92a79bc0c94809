import type { Db } from './database.ts';

/** Asks the database for nothing. @returns true, or throws as any statement does */
export async function ping(db: Db): Promise<true> {
  await db.query('select 1');
  return true;
}
