import { connectRedis, type RedisConnection } from '../../redis.ts';
import type { RedisAddress } from '../../redis-address.ts';
import { type Finding, fault, ok, warning } from './finding.ts';

const PATIENCE_MS = 2_000;

/** Whether Redis answers and may be relied on: https://docs.bullmq.io/guide/going-to-production */
export async function lookAtRedis(address: RedisAddress): Promise<Finding[]> {
  const redis = connectRedis(address, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    connectTimeout: PATIENCE_MS,
    commandTimeout: PATIENCE_MS,
    retryStrategy: () => null,
  });
  // what a command says of a connection that failed is only that it is closed
  let reason: string | undefined;
  redis.on('error', (error: Error) => {
    reason ??= error.message;
  });
  try {
    await redis.connect();
    const info = await redis.info('server');
    const version = /redis_version:(\S+)/.exec(info)?.[1] ?? 'of unknown version';
    return [ok('Redis', `Redis ${version}`), ...(await lookAtPolicy(redis))];
  } catch (error) {
    const remedy =
      'See that REDIS_URL is right and Redis runs; until then due work is found by the sweep, late by seconds.';
    return [fault('Redis', `does not answer: ${reason ?? (error as Error).message}`, remedy)];
  } finally {
    redis.disconnect();
  }
}

/** Hosted servers often keep their settings to themselves: then nothing is said about them. */
async function lookAtPolicy(redis: RedisConnection): Promise<Finding[]> {
  const answer = await redis.config('GET', 'maxmemory-policy').catch(() => undefined);
  const policy = Array.isArray(answer) ? answer[1] : undefined;
  if (policy === undefined || policy === 'noeviction') return [];
  const remedy = 'Set maxmemory-policy to noeviction, or alarms are thrown away when memory is short.';
  return [warning('Redis', `its maxmemory-policy is ${policy}`, remedy)];
}
