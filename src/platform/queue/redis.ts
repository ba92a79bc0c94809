import { Cluster, Redis } from 'ioredis';
import type { RedisAddress } from './redis-address.ts';

/** A connection to one Redis server, to the one its sentinels name, or to a cluster. It connects by itself, again and again. */
export type RedisConnection = Redis | Cluster;

/** How patient a connection is; times in milliseconds. */
export interface RedisManners {
  enableOfflineQueue?: boolean;
  maxRetriesPerRequest: number | null;
  connectTimeout?: number;
  commandTimeout?: number;
  /** when to connect again; null: not at all */
  retryStrategy: () => number | null;
  lazyConnect?: boolean;
}

/** Opens a connection and does not wait for it. */
export function connectRedis(address: RedisAddress, manners: RedisManners): RedisConnection {
  if (address.kind === 'single') {
    const redis = new Redis(address.url, manners);
    // the client would go on in database 0, where the alarms of another hotline may be
    redis.on('error', (error) => commandOf(error) === 'select' && redis.disconnect(true));
    return redis;
  }
  const { hosts, username, password } = address;
  const servers = {
    ...manners,
    ...(address.tls ? { tls: {} } : {}),
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  };
  if (address.kind === 'cluster') {
    const { retryStrategy, enableOfflineQueue = true, ...redisOptions } = servers;
    return new Cluster(hosts, { redisOptions, enableOfflineQueue, clusterRetryStrategy: retryStrategy });
  }
  // without ioredis' failoverDetector: its disconnect during a connect leaves the connection closed for good; a server
  // that was replaced cuts its clients itself
  return new Redis({
    ...servers,
    sentinels: hosts,
    name: address.name,
    enableTLSForSentinelMode: address.tls,
    sentinelRetryStrategy: manners.retryStrategy,
  });
}

/** What a connection begins with: the user and its password, and the number of the database. */
const BEGINNING = ['hello', 'auth', 'select'];

/** What no waiting mends: `Redis ${what}`, and what to do. */
export interface AddressFault {
  what: string;
  remedy: string;
}

const REFUSED: AddressFault = {
  what: 'refuses what REDIS_URL says',
  remedy:
    'Correct the user, the password or the database number (usually 0 to 15) in REDIS_URL; the server’s words say which.',
};
const STRANGER: AddressFault = {
  what: 'is not what answers at REDIS_URL',
  remedy:
    'Correct the host and the port in REDIS_URL: another program listens there. If it is Redis with TLS, write rediss://.',
};

/** Whether somebody is there who refuses what REDIS_URL says behind the host, or is no Redis at all. */
export function addressFault(error: unknown): AddressFault | undefined {
  if (BEGINNING.includes(commandOf(error) ?? '')) return REFUSED;
  return error instanceof Error && error.message.startsWith('Unknown RESP type') ? STRANGER : undefined;
}

/** Which command was refused; undefined: none was. */
function commandOf(error: unknown): string | undefined {
  return (error as { command?: { name?: string } } | null | undefined)?.command?.name;
}
