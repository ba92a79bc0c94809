import { Redis } from 'ioredis';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { now } from '../../src/clock.ts';
import type { NewTimer } from '../../src/db/database.ts';
import { createLogger } from '../../src/log.ts';
import { listenToAlarms, openAlarmClock, type QueueSettings } from '../../src/queue.ts';
import { freshDatabase } from '../support/database.ts';
import { hasRedis, ownRedis, type TestRedis } from '../support/redis.ts';
import { administer } from '../support/server.ts';

const log = createLogger('silent');
const nowhere = 'postgres://hotline@127.0.0.1:1/hotline';

let sequence = 0;
function timer(dueInMs = 0): NewTimer {
  sequence += 1;
  const id = `0198f000-0000-7000-8000-${String(sequence).padStart(12, '0')}`;
  return { id, kind: 'escalate', subject: `47${sequence}`, dueAt: new Date(now().getTime() + dueInMs) };
}

/** A worker that remembers whom it was rung for. */
async function listen(settings: QueueSettings, ring: (id: string) => Promise<void> = async () => {}) {
  const rung: string[] = [];
  const listener = await listenToAlarms(
    settings,
    async (id) => {
      rung.push(id);
      await ring(id);
    },
    { concurrency: 10 },
  );
  onTestFinished(() => listener.close());
  return rung;
}

async function open(settings: QueueSettings) {
  const clock = await openAlarmClock(settings);
  onTestFinished(() => clock.close());
  return clock;
}

const ids = (timers: NewTimer[]) => timers.map((one) => one.id);
const patiently = { timeout: 15_000, interval: 20 };

async function onPostgres(): Promise<QueueSettings> {
  const db = await freshDatabase();
  onTestFinished(() => db[Symbol.asyncDispose]());
  return { databaseUrl: db.url, log };
}

async function onRedis(): Promise<QueueSettings> {
  const redis = await ownRedis();
  await redis.start();
  onTestFinished(() => redis.kill());
  return { redisUrl: redis.url, databaseUrl: nowhere, log };
}

const backends = [
  { name: 'PostgreSQL', settings: onPostgres, there: true },
  { name: 'Redis', settings: onRedis, there: hasRedis },
];

describe.each(backends.filter((backend) => backend.there))('alarms on $name', ({ settings: make }) => {
  it('ring for timers that are due, and later for those that are not yet', async () => {
    const settings = await make();
    const clock = await open(settings);
    const rung = await listen(settings);
    const due = [timer(), timer(-60_000)];
    const soon = timer(300);
    await clock.setAlarms([...due, soon, timer(3_600_000)]);
    await expect.poll(() => rung, patiently).toHaveLength(3);
    expect(rung.slice(0, 2).toSorted()).toEqual(ids(due));
    expect(rung[2]).toBe(soon.id);
    expect(now().getTime()).toBeGreaterThanOrEqual(soon.dueAt.getTime());
  });

  it('ring once although they were set twice', async () => {
    const settings = await make();
    const clock = await open(settings);
    const doubled = timer(100);
    await clock.setAlarms([doubled]);
    await clock.setAlarms([doubled, timer(200)]);
    const rung = await listen(settings);
    await expect.poll(() => rung, patiently).toHaveLength(2);
    expect(new Set(rung).size).toBe(2);
  });

  it('ring again for a timer that was put off', async () => {
    const settings = await make();
    const clock = await open(settings);
    const first = timer(50);
    await clock.setAlarms([first, { ...first, dueAt: new Date(first.dueAt.getTime() + 50) }]);
    const rung = await listen(settings);
    await expect.poll(() => rung, patiently).toEqual([first.id, first.id]);
  });

  it('go on ringing after one that failed', async () => {
    const settings = await make();
    const clock = await open(settings);
    const [bad, good] = [timer(), timer(50)];
    const rung = await listen(settings, async (id) => {
      if (id === bad.id) throw new Error('the carrier is on fire');
    });
    await clock.setAlarms([bad, good]);
    await expect.poll(() => rung, patiently).toEqual([bad.id, good.id]);
  });

  it('can be set until the clock is closed; then nobody fails or waits either', async () => {
    const settings = await make();
    const clock = await openAlarmClock(settings);
    expect(await clock.isReachable()).toBe(true);
    await clock.close();
    expect(await clock.isReachable()).toBe(false);
    await clock.setAlarms([timer()]);
  });
});

describe('a worker that closes', () => {
  it('lets the alarm that rings finish', async () => {
    const settings = await onPostgres();
    const clock = await open(settings);
    let begin = () => {};
    let finish = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const mayFinish = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const steps: string[] = [];
    const listener = await listenToAlarms(
      settings,
      async () => {
        begin();
        await mayFinish;
        steps.push('rung');
      },
      { concurrency: 1 },
    );
    await clock.setAlarms([timer()]);
    await begun;
    const closed = listener.close().then(() => steps.push('closed'));
    finish();
    await closed;
    expect(steps).toEqual(['rung', 'closed']);
  });
});

describe('alarms on PostgreSQL in trouble', () => {
  it('ring on after every connection was cut', async () => {
    const settings = await onPostgres();
    const clock = await open(settings);
    const rung = await listen(settings);
    const before = timer();
    await clock.setAlarms([before]);
    await expect.poll(() => rung, patiently).toEqual([before.id]);
    await administer(
      settings.databaseUrl,
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`,
    );
    const after = timer(100);
    await expect.poll(() => clock.isReachable(), patiently).toBe(true);
    await clock.setAlarms([after]);
    await expect.poll(() => rung, patiently).toContain(after.id);
  });

  it('are refused at the start where there is no database', async () => {
    await expect(openAlarmClock({ databaseUrl: nowhere, log })).rejects.toMatchObject({
      code: 'database-unavailable',
    });
  });
});

describe.runIf(hasRedis)('alarms on a Redis in trouble', () => {
  let redis: TestRedis;
  afterEach(() => redis.kill());
  const settings = () => ({ redisUrl: redis.url, databaseUrl: nowhere, log });

  it('hold nobody up while Redis is away, and ring when it has come', async () => {
    redis = await ownRedis();
    const clock = await open(settings());
    const rung = await listen(settings());
    await clock.setAlarms([timer()]);
    expect(await clock.isReachable()).toBe(false);

    await redis.start();
    await expect.poll(() => clock.isReachable(), patiently).toBe(true);
    const late = timer();
    await clock.setAlarms([late]);
    await expect.poll(() => rung, patiently).toEqual([late.id]);
  });

  it('hold nobody up when Redis hangs', async () => {
    redis = await ownRedis();
    await redis.start();
    const clock = await open(settings());
    redis.freeze();
    const started = performance.now();
    await clock.setAlarms([timer()]);
    expect(performance.now() - started).toBeLessThan(2_500);
    redis.thaw();
  });

  it('ring on after Redis came back empty', async () => {
    redis = await ownRedis();
    await redis.start();
    const clock = await open(settings());
    const rung = await listen(settings());
    await clock.setAlarms([timer(3_600_000)]);
    await redis.kill();
    await redis.start();
    await expect.poll(() => clock.isReachable(), patiently).toBe(true);
    const after = timer();
    await clock.setAlarms([after]);
    await expect.poll(() => rung, patiently).toEqual([after.id]);
  });

  it('tell Redis nothing but an id', async () => {
    redis = await ownRedis();
    await redis.start();
    const clock = await open(settings());
    const one = timer(3_600_000);
    await clock.setAlarms([one]);
    const reader = new Redis(redis.url);
    onTestFinished(() => reader.disconnect());
    const data = await reader.hget(`{hotline}:timers:${one.id}-${one.dueAt.getTime()}`, 'data');
    expect(JSON.parse(data ?? '')).toEqual({ id: one.id });
  });
});
