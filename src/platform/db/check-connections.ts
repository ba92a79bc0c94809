import pg from 'pg';
import { HotlineError } from '../errors.ts';
import { isSilence, isUnavailable, translateConnecting } from './unavailable.ts';
import type { RecordWatch } from './watch-record.ts';

/** A caller waits on the line, and the carrier for at most 15 s. */
export const CONNECT_TIMEOUT_MS = 2_000;
/** A connection that has not been used for so long is asked whether it still leads anywhere. */
const IDLE_MS = 1_000;
/** The answer comes within a millisecond, or not at all. */
const PING_MS = 1_000;

/**
 * A connection that waits for its place in the pool as long as the pool says, and for the server never longer than a caller
 * can: when a network is back, a try that is under way may not hear of it.
 */
export class PromptClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super({ ...config, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  }
}

/** Hands out connections that lead somewhere. */
export function checkConnections(pool: pg.Pool, watch: RecordWatch | undefined) {
  const heardAt = new WeakMap<pg.PoolClient, number>();
  /** what was last heard of before this is not to be relied on: another connection has found the server silent since */
  let doubtedAt = 0;
  const isAlive = async (client: pg.PoolClient) => {
    const heard = heardAt.get(client) ?? performance.now();
    if (heard < doubtedAt) return false;
    if (performance.now() - heard < IDLE_MS) return true;
    const ping = { text: 'select 1', query_timeout: PING_MS };
    return client.query(ping).then(
      () => true,
      () => false,
    );
  };
  const take = async (): Promise<pg.PoolClient> => {
    for (;;) {
      if (watch?.standing === 'away') throw isAway();
      const client = await pool.connect();
      if (await isAlive(client)) return client;
      client.release(true);
      doubt();
    }
  };
  const doubt = () => {
    doubtedAt = performance.now();
    watch?.suspect();
  };
  const noteFailure = (error: unknown) => {
    if (isSilence(error)) doubt();
    else watch?.suspect();
  };
  return {
    /** @throws HotlineError `database-unavailable` */
    async use<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
      const client = await take().catch((error: unknown) => {
        watch?.suspect();
        throw translateConnecting(error);
      });
      let isBroken = false;
      try {
        const result = await work(client);
        heardAt.set(client, performance.now());
        return result;
      } catch (error) {
        isBroken = isUnavailable(error);
        if (isBroken) noteFailure(error);
        else heardAt.set(client, performance.now());
        throw error;
      } finally {
        client.release(isBroken);
      }
    },
  };
}

function isAway(): HotlineError {
  return new HotlineError('database-unavailable', 'The database is not reachable.', {
    remedy: 'Check that PostgreSQL is running; the hotline keeps trying to reach it.',
  });
}
