import type pg from 'pg';
import { HotlineError } from '../errors.ts';
import { openClient } from './with-client.ts';

/**
 * Refuses a pooler that hands one session of the server to several connections, a transaction each (PgBouncer in transaction
 * mode and its like): prepared statements collide there, the time limits of a session are those of somebody else, and the lock
 * that migrations wait on is never given back. It shows in that two connections that are both open are the same session.
 * @throws HotlineError `database-unavailable`
 */
export async function refusePooler(url: string, timeoutMs: number): Promise<void> {
  const clients: pg.Client[] = [];
  try {
    const sessions: number[] = [];
    while (clients.length < 2) {
      const client = await openClient({ connectionString: url, connectionTimeoutMillis: timeoutMs });
      clients.push(client);
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      if (rows[0]) sessions.push(rows[0].pid);
    }
    if (new Set(sessions).size < sessions.length) throw sharesSessions();
  } finally {
    await Promise.all(clients.map((client) => client.end().catch(() => {})));
  }
}

function sharesSessions(): HotlineError {
  return new HotlineError(
    'database-unavailable',
    'DATABASE_URL names a pooler in transaction mode (PgBouncer or similar). The hotline cannot work through one.',
    {
      remedy:
        'Give the address of PostgreSQL itself: the hotline has its own pool. Managed databases have a direct address beside the pooled one.',
    },
  );
}
