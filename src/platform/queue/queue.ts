import { once } from 'node:events';
import {
  type ConnectionOptions,
  createPostgresBackend,
  createRedisBackend,
  DEFAULT_SCHEMA,
  type JobsOptions,
  Queue,
  type QueueBaseOptions,
  runMigrations,
  Worker,
} from 'bullmq';
import { batch } from '../batch.ts';
import { now } from '../clock.ts';
import { CONNECTIONS } from '../db/connections.ts';
import { openQueuePool, type QueuePool } from '../db/queue-pool.ts';
import { HotlineError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { ALARM_BEAT_MS, type AlarmTimers, beatsOf, createKnownBeats } from './beats.ts';
import { connectRedis, type RedisManners } from './redis.ts';
import { type RedisAddress, readRedisAddress } from './redis-address.ts';

/**
 * The alarm clock for the rows in `timers`. Those rows are the record: an alarm only says that it is time to look at
 * them, so that one that is lost, late, early or doubled does no harm; the sweep looks from time to time anyway.
 */
export interface AlarmClock {
  /**
   * Sets an alarm for each instant at which timers are due, unless it has set one already; those due at nearly the same one
   * share it. Returns within about 1.5 s whatever happens, and never throws: a failure is logged and left to the sweep.
   */
  setAlarms(timers: AlarmTimers): Promise<void>;
  /** The same, also where it has set one: a queue may lose them. */
  setAlarmsAnew(timers: AlarmTimers): Promise<void>;
  /** Whether alarms can be set at this moment; for `/readyz`. */
  isReachable(): Promise<boolean>;
  close(): Promise<void>;
}

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

const QUEUE = 'timers';
/** The braces keep all keys of the queue on one node of a Redis Cluster: https://docs.bullmq.io/bull/patterns/redis-cluster */
export const QUEUE_PREFIX = '{hotline}';
/** More than these are set by one statement: on PostgreSQL that makes two tables for it, which costs as much as eight alone. */
const FEW = 8;
/** Longer than this nobody waits for the queue. */
const TIMEOUT_MS = 1_500;
/** How long running alarms may take to finish when the worker closes. */
const DRAIN_TIMEOUT_MS = 10_000;
const RECONNECT_MS = 500;
/** How long a server is let be that answers and refuses. */
const REST_MS = 5_000;

/** Setting an alarm fails at once while Redis is away, instead of waiting for it. */
const PRODUCER = {
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  connectTimeout: 2_000,
  commandTimeout: TIMEOUT_MS,
  retryStrategy: () => RECONNECT_MS,
} satisfies RedisManners;
/** Listening waits for Redis however long it is away: https://docs.bullmq.io/guide/going-to-production */
const LISTENER = {
  maxRetriesPerRequest: null,
  retryStrategy: () => RECONNECT_MS,
} satisfies RedisManners;

type End = typeof PRODUCER | typeof LISTENER;

/**
 * A killed worker's alarms ring again after about 5 s, however often workers are killed. With BullMQ's own values it
 * would be a minute, and the second time never.
 */
const RESCUE = { lockDuration: 5_000, stalledInterval: 2_500, maxStalledCount: 20, runRetryDelay: 1_000 };

/**
 * Opens the end that sets alarms. Waits for Redis no longer than for an alarm, and goes on without it; the tables in
 * PostgreSQL are made when they are missing.
 * @throws HotlineError `database-unavailable` when the queue is to be on PostgreSQL and cannot be made there
 */
export async function openAlarmClock(settings: QueueSettings): Promise<AlarmClock> {
  const { log } = settings;
  const connection = await openConnection(settings, PRODUCER);
  const queue = new Queue(QUEUE, connection.options, connection.backend);
  const report = reporter(log);
  queue.on('error', report);
  await within(TIMEOUT_MS, connection.ready()).catch(() => {});
  // a script that changes nothing, as all that is done to the queue is one: what may not be is known before it is needed
  await within(TIMEOUT_MS, queue.getJobCounts()).catch((error: unknown) => isRefused(error) && report(error));
  const known = createKnownBeats();
  const addAll = async (beats: readonly number[]) => {
    const jobs = beats.map(toJob);
    try {
      await within(
        TIMEOUT_MS,
        jobs.length > FEW
          ? queue.addBulk(jobs)
          : Promise.all(jobs.map(({ name, data, opts }) => queue.add(name, data, opts))),
      );
      known.add(beats);
    } catch (error) {
      known.forget(beats);
      throw error;
    }
  };
  // setting an alarm costs the queue far more than a row costs the database: those of one beat are set together, and once
  const add = batch(async (asked: number[][]) => {
    await addAll(known.without([...new Set(asked.flat())]));
    return [];
  }, ALARM_BEAT_MS);
  const attempt = async (setting: () => Promise<unknown>, timers: AlarmTimers) => {
    try {
      await within(TIMEOUT_MS, setting());
    } catch (error) {
      if (isRefused(error)) report(error);
      else
        log.warn(
          { error: messageOf(error), timers: timers.length },
          'alarms could not be set in the queue; the sweep finds the due work instead, up to a second late',
        );
    }
  };

  return {
    async setAlarms(timers) {
      const beats = known.without(beatsOf(timers));
      if (beats.length > 0) await attempt(() => add(beats), timers);
    },
    async setAlarmsAnew(timers) {
      if (timers.length > 0) await attempt(() => addAll(beatsOf(timers)), timers);
    },
    async isReachable() {
      return within(TIMEOUT_MS, connection.ping()).then(
        () => true,
        () => false,
      );
    },
    async close() {
      await within(TIMEOUT_MS, queue.close()).catch(() => {});
      await connection.close();
    },
  };
}

/**
 * Starts to listen for alarms and calls `ring` for each, one after another. Does not wait for Redis. `ring` must itself
 * look what is due: clocks differ, and an alarm may come twice.
 */
export async function listenToAlarms(
  settings: QueueSettings,
  ring: () => Promise<void>,
): Promise<{ close(): Promise<void> }> {
  const { log } = settings;
  const connection = await openConnection(settings, LISTENER);
  let ringing: Promise<void> | undefined;
  let resting: NodeJS.Timeout | undefined;
  let closed = false;
  const report = reporter(log);
  const begin = () => {
    const begun = new Worker(
      QUEUE,
      async () => {
        ringing = ring();
        await ringing;
      },
      { ...connection.options, ...RESCUE },
      connection.backend,
    );
    begun.on('error', (error) => {
      report(error);
      if (isRefused(error)) rest(begun);
    });
    begun.on('failed', (_job, error) =>
      log.warn({ error: error.message }, 'an alarm was not handled; the sweep will find the due work'),
    );
    return begun;
  };
  // BullMQ asks again at once what a server has refused, for ever
  const rest = (refused: Worker) => {
    if (closed || worker !== refused || resting) return;
    refused.close(true).catch(() => {});
    resting = setTimeout(() => {
      resting = undefined;
      worker = begin();
    }, REST_MS);
  };
  let worker = begin();
  return {
    async close() {
      closed = true;
      clearTimeout(resting);
      const closing = worker.close();
      // what runs may finish; the goodbye to a Redis that is away may not keep us
      await within(DRAIN_TIMEOUT_MS, Promise.allSettled([ringing])).catch(() => {});
      await within(TIMEOUT_MS, closing).catch(() => {});
      await connection.close();
    },
  };
}

function toJob(beat: number): { name: string; data: object; opts: JobsOptions } {
  return {
    name: 'look',
    data: {},
    opts: {
      // one beat, one alarm: BullMQ ignores a second of the same name
      jobId: `beat-${beat}`,
      delay: Math.max(0, beat * ALARM_BEAT_MS - now().getTime()),
      removeOnComplete: true,
      removeOnFail: true,
    },
  };
}

function openConnection(settings: QueueSettings, end: End): Promise<Connection> {
  const address = settings.redisUrl === undefined ? null : readRedisAddress(settings.redisUrl);
  return address === null ? openPostgres(settings) : Promise.resolve(openRedis(address, end, settings.log));
}

function openRedis(address: RedisAddress, end: End, log: Logger): Connection {
  const redis = connectRedis(address, end);
  let away = false;
  redis.on('error', (error) => {
    if (!away)
      log.warn(
        { error: messageOf(error) },
        'Redis is not reachable; until it is back, due work starts up to a second late',
      );
    away = true;
  });
  redis.on('ready', () => {
    if (away) log.info('Redis is reachable again');
    away = false;
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
      redis.disconnect();
    },
  };
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
    close: () => within(TIMEOUT_MS, pool.end()).catch(() => {}),
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

/** Logs an error of the queue once, not at each of its retries, and what a server refuses with what is to be done about it. */
function reporter(log: Logger): (error: unknown) => void {
  let last = '';
  return (error) => {
    const message = messageOf(error);
    const code = isRefused(error) ? (message.split(' ')[0] ?? '') : message;
    if (code === last) return;
    last = code;
    if (code === 'NOPERM') log.error({ error: message, remedy: REDIS_RIGHTS }, TELL_RIGHTS);
    else
      log.warn({ error: message }, 'the queue reported an error; due work still starts, up to a second late');
  };
}

const TELL_RIGHTS =
  'the Redis user lacks rights that the queue needs; due work starts up to a second late until it has them';
export const REDIS_RIGHTS = `Give the user in REDIS_URL these rights: ~${QUEUE_PREFIX}:* +@all -@dangerous (README, "REDIS_URL").`;

/** Whether a server has answered, and refused: for want of rights or of memory, or as a replica. */
function isRefused(error: unknown): boolean {
  return error instanceof Error && error.name === 'ReplyError';
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
