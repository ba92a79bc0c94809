import { REDIS_RIGHTS } from '../../platform/queue/queue.ts';
import { QUEUE_PREFIX } from '../../platform/queue/queue-connection.ts';
import { addressFault, connectRedis, type RedisConnection } from '../../platform/queue/redis.ts';
import type { RedisAddress } from '../../platform/queue/redis-address.ts';
import { type Finding, fault, ok, warning } from './finding.ts';

const TIMEOUT_MS = 2_000;
const UNUSED_KEY = `${QUEUE_PREFIX}:doctor`;

/** Whether Redis answers and may be relied on: https://docs.bullmq.io/guide/going-to-production */
export async function lookAtRedis(address: RedisAddress): Promise<Finding[]> {
  const redis = connectRedis(address, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    connectTimeout: TIMEOUT_MS,
    commandTimeout: TIMEOUT_MS,
    retryStrategy: () => null,
  });
  // what a command says of a connection that failed is only that it is closed
  let reason: Error | undefined;
  redis.on('error', (error: Error) => {
    reason ??= error;
  });
  try {
    await redis.connect();
    const info = await redis.info('server').catch((error: Error) => {
      if (!isForbidden(error)) throw error;
      return '';
    });
    const version = /redis_version:(\S+)/.exec(info)?.[1] ?? 'of a version that this user may not see';
    return [ok('Redis', `Redis ${version}`), ...(await lookAtRights(redis)), ...(await lookAtPolicy(redis))];
  } catch (error) {
    const { message } = reason ?? (error as Error);
    const address = addressFault(reason);
    if (address) return [fault('Redis', `${address.what}: ${message}`, address.remedy)];
    const remedy =
      'Check that REDIS_URL is right and Redis is running; until then due work starts up to a second late.';
    return [fault('Redis', `does not respond: ${message}`, remedy)];
  } finally {
    redis.disconnect();
  }
}

/** The two kinds of command without which the queue does nothing, tried where nothing is. */
async function lookAtRights(redis: RedisConnection): Promise<Finding[]> {
  try {
    await redis.eval("return redis.call('exists', KEYS[1])", 1, UNUSED_KEY);
    await redis.bzpopmin(UNUSED_KEY, 0.01);
    return [];
  } catch (error) {
    if (!isForbidden(error as Error)) throw error;
    return [fault('Redis', `its user lacks a right: ${(error as Error).message}`, REDIS_RIGHTS)];
  }
}

function isForbidden({ message }: Error): boolean {
  return message.startsWith('NOPERM');
}

/** Hosted servers often keep their settings to themselves: then nothing is said about them. */
async function lookAtPolicy(redis: RedisConnection): Promise<Finding[]> {
  const answer = await redis.config('GET', 'maxmemory-policy').catch(() => undefined);
  const policy = Array.isArray(answer) ? answer[1] : undefined;
  if (policy === undefined || policy === 'noeviction') return [];
  const remedy = 'Set maxmemory-policy to noeviction; otherwise Redis drops alarms when memory is short.';
  return [warning('Redis', `its maxmemory-policy is ${policy}`, remedy)];
}
