import { type JobsOptions, Queue, Worker } from 'bullmq';
import { answerWithin } from '../answer-within.ts';
import { batch } from '../batch.ts';
import { now } from '../clock.ts';
import type { Logger } from '../log.ts';
import { ALARM_BEAT_MS, type AlarmTimers, beatsOf, createKnownBeats } from './beats.ts';
import {
  LISTENER,
  messageOf,
  openConnection,
  PRODUCER,
  QUEUE_PREFIX,
  type QueueSettings,
  TIMEOUT_MS,
} from './queue-connection.ts';
import { addressFault } from './redis.ts';

/**
 * The alarm clock for the rows in `timers`. Those rows are the record: an alarm only says that it is time to look at
 * them, so that one that is lost, late, early or doubled does no harm; the sweep looks from time to time anyway.
 */
export interface AlarmClock {
  /**
   * Sets an alarm for each instant at which timers are due, unless it has set one already; those due at nearly the same one
   * share it. Returns within about 1.5 s whatever happens, and never throws: a failure is logged, once until it is over, and left to the sweep.
   */
  setAlarms(timers: AlarmTimers): Promise<void>;
  /** The same, also where it has set one: a queue may lose them. */
  setAlarmsAnew(timers: AlarmTimers): Promise<void>;
  /** Whether alarms can be set at this moment; for `/readyz`. */
  isReachable(): Promise<boolean>;
  close(): Promise<void>;
}

const QUEUE = 'timers';
/** More than these are set by one statement: on PostgreSQL that makes two tables for it, which costs as much as eight alone. */
const FEW = 8;
/** How long running alarms may take to finish when the worker closes. */
const DRAIN_TIMEOUT_MS = 10_000;
/** How long a server is let be that answers and refuses. */
const REST_MS = 5_000;

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
  await answerWithin(TIMEOUT_MS, connection.ready()).catch(() => {});
  // a script that changes nothing, as all that is done to the queue is one: what may not be is known before it is needed
  await answerWithin(TIMEOUT_MS, queue.getJobCounts()).catch(
    (error: unknown) => isRefused(error) && report(error),
  );
  const known = createKnownBeats();
  const addAll = async (beats: readonly number[]) => {
    const jobs = beats.map(toJob);
    try {
      await answerWithin(
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
  let fails = false;
  const attempt = async (setting: () => Promise<unknown>) => {
    try {
      await answerWithin(TIMEOUT_MS, setting());
      fails = false;
    } catch (error) {
      if (isRefused(error)) report(error);
      else if (!fails)
        log.warn(
          { error: messageOf(error) },
          'alarms cannot be set in the queue; until they can, the sweep finds the due work, up to a second late',
        );
      fails = true;
    }
  };

  return {
    async setAlarms(timers) {
      const beats = known.without(beatsOf(timers));
      if (beats.length > 0) await attempt(() => add(beats));
    },
    async setAlarmsAnew(timers) {
      if (timers.length > 0) await attempt(() => addAll(beatsOf(timers)));
    },
    async isReachable() {
      return answerWithin(TIMEOUT_MS, connection.ping()).then(
        () => true,
        () => false,
      );
    },
    async close() {
      report.end();
      await answerWithin(TIMEOUT_MS, queue.close()).catch(() => {});
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
      report.end();
      clearTimeout(resting);
      const closing = worker.close();
      // what runs may finish; the goodbye to a Redis that is away may not keep us
      await answerWithin(DRAIN_TIMEOUT_MS, Promise.allSettled([ringing])).catch(() => {});
      await answerWithin(TIMEOUT_MS, closing).catch(() => {});
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

/**
 * Logs an error of the queue once, not at each of its retries, and what a server refuses with what is to be done about it. At
 * its end it falls silent: that its connections are cut then is no news.
 */
function reporter(log: Logger): { (error: unknown): void; end(): void } {
  let last = '';
  let ended = false;
  const report = (error: unknown) => {
    // the connection has told it
    if (ended || addressFault(error)) return;
    const message = messageOf(error);
    const code = isRefused(error) ? (message.split(' ')[0] ?? '') : message;
    if (code === last) return;
    last = code;
    if (code === 'NOPERM') log.error({ error: message, remedy: REDIS_RIGHTS }, TELL_RIGHTS);
    else
      log.warn({ error: message }, 'the queue reported an error; due work still starts, up to a second late');
  };
  return Object.assign(report, {
    end: () => {
      ended = true;
    },
  });
}

const TELL_RIGHTS =
  'the Redis user lacks rights that the queue needs; due work starts up to a second late until it has them';
export const REDIS_RIGHTS = `Give the user in REDIS_URL these rights: ~${QUEUE_PREFIX}:* +@all -@dangerous (README, "REDIS_URL").`;

/** Whether a server has answered, and refused: for want of rights or of memory, or as a replica. */
function isRefused(error: unknown): boolean {
  return error instanceof Error && error.name === 'ReplyError';
}
