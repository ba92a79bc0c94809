import pg from 'pg';
import type { Logger } from '../log.ts';
import { KEEP_ALIVE_MS, logCutConnections } from './database.ts';

export type QueuePool = pg.Pool;

/** Nothing that a queue asks takes so long, milliseconds: nobody answers any more. */
const SILENCE_MS = 30_000;

/**
 * A pool for a queue that keeps its tables in a schema of its own. It is apart from the pool of the service, so that a
 * busy queue never keeps a caller waiting for a connection.
 */
export function openQueuePool(url: string, schema: string, options: { max: number; log: Logger }): QueuePool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    application_name: 'priority-line queue',
    options: `-c search_path=${schema}`,
    connectionTimeoutMillis: 2_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    query_timeout: SILENCE_MS,
  });
  logCutConnections(pool, options.log);
  return pool;
}
