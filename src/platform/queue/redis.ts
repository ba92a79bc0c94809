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
  if (address.kind === 'single') return new Redis(address.url, manners);
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
