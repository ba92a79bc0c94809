import { type ConnectionOptions, createPostgresBackend, createRedisBackend, Queue, Worker } from 'bullmq';
import pg from 'pg';
import { connectRedis } from '../../src/platform/queue/redis.ts';

/** The queue alone: what it rings is only noted. */
export interface BareQueue extends AsyncDisposable {
  /** Rings so often a second. @returns how late each was, milliseconds */
  play(perSecond: number, seconds: number): Promise<number[]>;
}

const NAME = 'bare';
const LEAD_MS = 3_000;
const CONCURRENCY = 50;

/** BullMQ on the backend that the service has, in this process, one delayed job for each instant. */
export async function openBareQueue(where: { databaseUrl: string; redisUrl?: string }): Promise<BareQueue> {
  await using opening = new AsyncDisposableStack();
  const connect = () => {
    if (where.redisUrl !== undefined) {
      const redis = connectRedis(
        { kind: 'single', url: where.redisUrl },
        { maxRetriesPerRequest: null, retryStrategy: () => 500 },
      );
      opening.defer(() => redis.disconnect());
      return { connection: redis as ConnectionOptions };
    }
    const pool = new pg.Pool({
      connectionString: where.databaseUrl,
      max: 4,
      options: '-c search_path=bullmq',
    });
    opening.defer(() => pool.end());
    return { connection: pool as unknown as ConnectionOptions };
  };
  const backend = (
    where.redisUrl === undefined ? createPostgresBackend : createRedisBackend
  ) as typeof createRedisBackend;
  const queue = new Queue(NAME, connect(), backend);
  opening.defer(() => queue.close());
  let ms: number[] = [];
  let rang = () => {};
  const worker = new Worker<{ at: number }>(
    NAME,
    async ({ data }) => {
      ms.push(Date.now() - data.at);
      rang();
    },
    { ...connect(), concurrency: CONCURRENCY },
    backend,
  );
  opening.defer(() => worker.close());
  const opened = opening.move();
  return {
    async play(perSecond, seconds) {
      ms = [];
      const count = perSecond * seconds;
      const all = new Promise<void>((resolve) => {
        rang = () => ms.length >= count && resolve();
      });
      const from = Date.now() + LEAD_MS;
      const jobs = Array.from({ length: count }, (_, index) => {
        const at = from + (index * 1_000) / perSecond;
        return {
          name: 'ring',
          data: { at },
          opts: { delay: at - Date.now(), removeOnComplete: true, removeOnFail: true },
        };
      });
      await queue.addBulk(jobs);
      await all;
      return ms;
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
