import type pg from 'pg';
import { HotlineError } from '../errors.ts';

/** Any number that nobody else locks. */
const RESTORING = 20_261_130;

/** One restores at a time, until its connection ends. @returns false: somebody else does, or makes the tables just now */
export async function beginRestoring(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ ours: boolean }>('select pg_try_advisory_lock($1) as ours', [
    RESTORING,
  ]);
  return rows[0]?.ours ?? false;
}

/**
 * Nobody makes tables, or works with those that are there, while their rows are being brought in. In a transaction no restore
 * begins before its end.
 * @throws HotlineError `database-unavailable` while a restore is under way
 */
export async function refuseWhileRestoring(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ free: boolean }>(
    'select pg_try_advisory_xact_lock_shared($1) as free',
    [RESTORING],
  );
  if (rows[0]?.free) return;
  throw new HotlineError('database-unavailable', 'A restore into this database is under way.', {
    remedy:
      'Start again when it has ended: "hotline database restore" says when. Nothing was changed, and it goes on.',
  });
}

/** How many connections of a service, or of another command, this database has; its dumps and restores do not count. */
export async function countConnected(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ connected: number }>(
    `select count(*)::int as connected from pg_stat_activity
      where datname = current_database()
        and application_name in ('priority-line', 'priority-line watch', 'priority-line queue', 'priority-line listener')`,
  );
  return rows[0]?.connected ?? 0;
}
