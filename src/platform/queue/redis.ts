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

/** Whether the server is there, and refuses what REDIS_URL says behind the host. */
export function isAddressRefused(error: unknown): boolean {
  return BEGINNING.includes(commandOf(error) ?? '');
}

export const ADDRESS_REMEDY =
  'Correct the user, the password or the database number (usually 0 to 15) in REDIS_URL; the server’s words say which.';

/** Which command was refused; undefined: none was. */
function commandOf(error: unknown): string | undefined {
  return (error as { command?: { name?: string } } | null | undefined)?.command?.name;
}
