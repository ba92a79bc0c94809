import type { Db } from '../../src/platform/db/database.ts';

/** Whoever waits in this database for a lock that another holds, one row each. */
export function waiting(db: Db): Promise<unknown[]> {
  return db.query(
    'select pid from pg_stat_activity where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0',
  );
}
