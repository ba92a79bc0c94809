import type { Db } from './database.ts';

/** Whether the database answers a statement at all; false instead of an error. */
export async function isAnswering(db: Db): Promise<boolean> {
  try {
    return (await db.query('select 1')).length === 1;
  } catch {
    return false;
  }
}
