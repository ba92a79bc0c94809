import type { Db } from './database.ts';

/** What PostgreSQL's clock shows, epoch milliseconds; all processes share it. */
export async function readDatabaseClock(db: Db): Promise<number> {
  const [row] = await db.query<{ ms: number }>(
    'select extract(epoch from clock_timestamp())::float8 * 1000 as ms',
  );
  return row?.ms ?? Date.now();
}
