import { once } from 'node:events';
import {
  type ConnectionOptions,
  createPostgresBackend,
  createRedisBackend,
  DEFAULT_SCHEMA,
  type QueueBaseOptions,
  runMigrations,
} from 'bullmq';
import { answerWithin } from '../answer-within.ts';
import { CONNECTIONS } from '../db/connections.ts';
import { openQueuePool, type QueuePool } from '../db/queue-pool.ts';
import { HotlineError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { addressFault, connectRedis, type RedisManners } from './redis.ts';
import { type RedisAddress, readRedisAddress } from './redis-address.ts';

export interface QueueSettings {
  /** BullMQ on the Redis at this address when given, see `redis-address.ts`, else on the PostgreSQL of `databaseUrl`. */
  redisUrl?: string | undefined;
  databaseUrl: string;
  log: Logger;
}

/** What both ends need of a backend; `close` also lets go of commands that hang. */
interface Connection {
  backend: typeof createRedisBackend;
  options: QueueBaseOptions & { prefix?: string };
  ready(): Promise<unknown>;
  ping(): Promise<unknown>;
  close(): Promise<void>;
}

/** The braces keep all keys of the queue on one node of a Redis Cluster: https://docs.bullmq.io/bull/patterns/redis-cluster */
export const QUEUE_PREFIX = '{hotline}';
/** Longer than this nobody waits for the queue. */
export const TIMEOUT_MS = 1_500;
const RECONNECT_MS = 500;

/** Setting an alarm fails at once while Redis is away, instead of waiting for it. */
export const PRODUCER = {
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  connectTimeout: 2_000,
  commandTimeout: TIMEOUT_MS,
  retryStrategy: () => RECONNECT_MS,
} satisfies RedisManners;
/** Listening waits for Redis however long it is away: https://docs.bullmq.io/guide/going-to-production */
export const LISTENER = {
  maxRetriesPerRequest: null,
  retryStrategy: () => RECONNECT_MS,
} satisfies RedisManners;

type End = typeof PRODUCER | typeof LISTENER;

/**
 * Connects one end of the queue to what it is kept in; the tables in PostgreSQL are made when they are missing.
 * @throws HotlineError `database-unavailable` when they cannot be made
 */
export function openConnection(settings: QueueSettings, end: End): Promise<Connection> {
  const address = settings.redisUrl === undefined ? null : readRedisAddress(settings.redisUrl);
  return address === null ? openPostgres(settings) : Promise.resolve(openRedis(address, end, settings.log));
}

function openRedis(address: RedisAddress, end: End, log: Logger): Connection {
  const redis = connectRedis(address, end);
  let away = false;
  // connected, and not answered yet
  let isWaiting = false;
  const noteAway = (error: unknown) => {
    if (!away) tellAway(log, error);
    away = true;
  };
  redis.on('error', noteAway);
  redis.on('connect', () => {
    isWaiting = true;
  });
  redis.on('close', () => {
    // the client says nothing of it, and tries on and on
    if (isWaiting) noteAway(new Error('the connection is closed from there before there is an answer'));
    isWaiting = false;
  });
  redis.on('ready', () => {
    if (away) log.info('Redis is reachable again');
    away = false;
    isWaiting = false;
  });
  return {
    backend: createRedisBackend,
    options: {
      connection: redis,
      prefix: QUEUE_PREFIX,
      // the version is asked for with a command that many a Redis user has no right to, and BullMQ then asks without a pause
      skipVersionCheck: true,
      // without this, too, the producer would wait for Redis after all
      ...(end === PRODUCER ? { skipWaitingForReady: true } : {}),
    },
    ready: () => (redis.status === 'ready' ? Promise.resolve() : once(redis, 'ready')),
    ping: () => redis.ping(),
    async close() {
      isWaiting = false;
      redis.disconnect();
    },
  };
}

function tellAway(log: Logger, error: unknown): void {
  const fields = { error: messageOf(error) };
  const fault = addressFault(error);
  if (fault)
    log.error(
      { ...fields, remedy: fault.remedy },
      `Redis ${fault.what}; until that is corrected, due work starts up to a second late`,
    );
  else log.warn(fields, 'Redis is not reachable; until it is back, due work starts up to a second late');
}

async function openPostgres({ databaseUrl, log }: QueueSettings): Promise<Connection> {
  const pool = openQueuePool(databaseUrl, DEFAULT_SCHEMA, { max: CONNECTIONS.queue, log });
  try {
    await makeTables(pool);
  } catch (error) {
    await pool.end();
    throw new HotlineError(
      'database-unavailable',
      `The queue's tables cannot be created: ${messageOf(error)}`,
      {
        remedy: 'Let the role in DATABASE_URL create a schema, or set REDIS_URL.',
        cause: error,
      },
    );
  }
  return {
    // BullMQ's classes are typed for Redis unless each type argument is spelled out; only the backend looks at these
    backend: createPostgresBackend as unknown as typeof createRedisBackend,
    options: { connection: pool as unknown as ConnectionOptions },
    ready: () => Promise.resolve(),
    ping: () => pool.query('select 1'),
    close: () => answerWithin(TIMEOUT_MS, pool.end()).catch(() => {}),
  };
}

async function makeTables(pool: QueuePool): Promise<void> {
  const client = await pool.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
