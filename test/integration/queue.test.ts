import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, describe, expect, it, type TestContext } from 'vitest';
import { lookAtRedis } from '../../src/cli/doctor/look-at-redis.ts';
import { now } from '../../src/platform/clock.ts';
import { createLogger } from '../../src/platform/log.ts';
import { listenToAlarms, openAlarmClock } from '../../src/platform/queue/queue.ts';
import type { QueueSettings } from '../../src/platform/queue/queue-connection.ts';
import { freshDatabase } from '../support/database.ts';
import { hasRedis, ownRedis, type TestRedis } from '../support/redis.ts';
import { administer } from '../support/server.ts';
import { rememberLog } from '../support/written-down.ts';

const log = createLogger('silent');
const nowhere = 'postgres://hotline@127.0.0.1:1/hotline';

function timer(dueInMs = 0): { dueAt: Date } {
  return { dueAt: new Date(now().getTime() + dueInMs) };
}

/** They only wait, and each has servers of its own: several run at once. What one opens is closed at its end. */
const TOGETHER = { concurrent: true };
type Ending = Pick<TestContext, 'onTestFinished'>;

/** A worker that remembers when it was rung, epoch milliseconds. */
async function listen(
  { onTestFinished }: Ending,
  settings: QueueSettings,
  ring: (times: number) => Promise<void> = async () => {},
) {
  const rung: number[] = [];
  const listener = await listenToAlarms(settings, async () => {
    rung.push(now().getTime());
    await ring(rung.length);
  });
  onTestFinished(() => listener.close());
  return rung;
}

async function open({ onTestFinished }: Ending, settings: QueueSettings) {
  const clock = await openAlarmClock(settings);
  onTestFinished(() => clock.close());
  return clock;
}

/** Removed when the servers are gone. */
function folderForRedis(): string {
  const folder = mkdtempSync(join(tmpdir(), 'redis-'));
  folders.push(folder);
  return folder;
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Until sentinels have agreed. */
const slowly = { timeout: 30_000, interval: 50 };
const patiently = { timeout: 15_000, interval: 20 };

async function onPostgres({ onTestFinished }: Ending): Promise<QueueSettings> {
  const db = await freshDatabase();
  onTestFinished(() => db[Symbol.asyncDispose]());
  return { databaseUrl: db.url, log };
}

async function onRedis(test: Ending): Promise<QueueSettings> {
  return settingsOf(await startRedis(test));
}

const settingsOf = ({ url }: TestRedis): QueueSettings => ({ redisUrl: url, databaseUrl: nowhere, log });

const backends = [
  { name: 'PostgreSQL', settings: onPostgres, there: true },
  { name: 'Redis', settings: onRedis, there: hasRedis },
];

describe.each(backends.filter((backend) => backend.there))('alarms on $name', ({ settings: make }) => {
  it('ring for timers that are due, and later for those that are not yet', async (test) => {
    const settings = await make(test);
    const clock = await open(test, settings);
    const rung = await listen(test, settings);
    const soon = timer(800);
    await clock.setAlarms([timer(), timer(-60_000), soon, timer(3_600_000)]);
    await test.expect.poll(() => rung, patiently).toHaveLength(2);
    expect(rung[1]).toBeGreaterThanOrEqual(soon.dueAt.getTime());
  });

  it('ring once for all that is due at nearly the same instant, however often it was set', async (test) => {
    const settings = await make(test);
    const clock = await open(test, settings);
    const beat = timer(2_500 - (now().getTime() % 100));
    const sooner = { dueAt: new Date(beat.dueAt.getTime() - 20) };
    // further than an alarm may be late
    const later = { dueAt: new Date(beat.dueAt.getTime() + 1_500) };
    await Promise.all([clock.setAlarms([beat, sooner]), clock.setAlarms([beat]), clock.setAlarms([sooner])]);
    await clock.setAlarms([later, beat]);
    const rung = await listen(test, settings);
    await test.expect.poll(() => rung.at(-1), patiently).toBeGreaterThanOrEqual(later.dueAt.getTime());
    expect(rung).toHaveLength(2);
  });

  it('ring again for a timer that was put off', async (test) => {
    const settings = await make(test);
    const clock = await open(test, settings);
    const rung = await listen(test, settings);
    await clock.setAlarms([timer(50)]);
    await clock.setAlarms([timer(800)]);
    await test.expect.poll(() => rung, patiently).toHaveLength(2);
  });

  it('go on ringing after one that failed', async (test) => {
    const settings = await make(test);
    const clock = await open(test, settings);
    const rung = await listen(test, settings, async (times) => {
      if (times === 1) throw new Error('the database is on fire');
    });
    await clock.setAlarms([timer(), timer(400)]);
    await test.expect.poll(() => rung, patiently).toHaveLength(2);
  });

  it('can be set until the clock is closed; then nobody fails or waits either', async (test) => {
    const settings = await make(test);
    const clock = await openAlarmClock(settings);
    expect(await clock.isReachable()).toBe(true);
    await clock.close();
    expect(await clock.isReachable()).toBe(false);
    await clock.setAlarms([timer()]);
  });
});

it('an alarm that was set is not set again, unless everything that comes is: a queue may have lost it', async (test) => {
  const settings = await onPostgres(test);
  const clock = await open(test, settings);
  const far = timer(3_600_000);
  const kept = async () => (await administer(settings.databaseUrl, 'select from bullmq.job')).length;
  await clock.setAlarms([far]);
  expect(await kept()).toBe(1);
  await administer(settings.databaseUrl, 'delete from bullmq.job');
  await clock.setAlarms([far, timer(1_800_000)]);
  expect(await kept()).toBe(1);
  await clock.setAlarmsAnew([far]);
  expect(await kept()).toBe(2);
});

it('an alarm that could not be set is set the next time', async (test) => {
  const settings = await onPostgres(test);
  const clock = await open(test, settings);
  const far = timer(3_600_000);
  await administer(settings.databaseUrl, 'alter table bullmq.job rename to away');
  await clock.setAlarms([far]);
  await administer(settings.databaseUrl, 'alter table bullmq.away rename to job');
  await clock.setAlarms([far]);
  expect(await administer(settings.databaseUrl, 'select from bullmq.job')).toHaveLength(1);
});

it.each([8, 9])('of %i alarms each is set', async (count) => {
  await using stack = new AsyncDisposableStack();
  const db = stack.use(await freshDatabase());
  const clock = await openAlarmClock({ databaseUrl: db.url, log });
  stack.defer(() => clock.close());
  await clock.setAlarms(Array.from({ length: count }, (_, nth) => timer(3_600_000 + nth * 1_000)));
  expect(await db.query('select from bullmq.job')).toHaveLength(count);
});

describe('a worker that closes', TOGETHER, () => {
  it('lets the alarm that rings finish', async (test) => {
    const settings = await onPostgres(test);
    const clock = await open(test, settings);
    let begin = () => {};
    let finish = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const mayFinish = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const steps: string[] = [];
    const listener = await listenToAlarms(settings, async () => {
      begin();
      await mayFinish;
      steps.push('rung');
    });
    await clock.setAlarms([timer()]);
    await begun;
    const closed = listener.close().then(() => steps.push('closed'));
    finish();
    await closed;
    expect(steps).toEqual(['rung', 'closed']);
  });
});

describe('alarms on PostgreSQL in trouble', TOGETHER, () => {
  it('ring on after every connection was cut', async (test) => {
    const settings = await onPostgres(test);
    const clock = await open(test, settings);
    const rung = await listen(test, settings);
    await clock.setAlarms([timer()]);
    await test.expect.poll(() => rung, patiently).toHaveLength(1);
    await administer(
      settings.databaseUrl,
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`,
    );
    await test.expect.poll(() => clock.isReachable(), patiently).toBe(true);
    await clock.setAlarms([timer(100)]);
    await test.expect.poll(() => rung, patiently).toHaveLength(2);
  });

  it('are refused at the start where there is no database', async () => {
    await expect(openAlarmClock({ databaseUrl: nowhere, log })).rejects.toMatchObject({
      code: 'database-unavailable',
    });
  });
});

async function startRedis(test: Ending, ...settings: string[]): Promise<TestRedis> {
  const server = await redisToStart(test, ...settings);
  await server.start();
  return server;
}

async function redisToStart({ onTestFinished }: Ending, ...settings: string[]): Promise<TestRedis> {
  const server = await ownRedis(...settings);
  onTestFinished(() => server.kill());
  return server;
}

async function standbyLeads({ url }: TestRedis): Promise<boolean> {
  const standby = new Redis(url);
  try {
    return (await standby.info('replication')).includes('role:master');
  } finally {
    standby.disconnect();
  }
}

/** How often somebody has connected to a server with the password `right`, this connection among them. */
async function watchConnections({ onTestFinished }: Ending, port: number): Promise<() => Promise<number>> {
  const admin = new Redis(`redis://:right@127.0.0.1:${port}`);
  onTestFinished(() => admin.disconnect());
  return async () => Number(/total_connections_received:(\d+)/.exec(await admin.info('stats'))?.[1]);
}

/** @returns the address by which somebody with these rights, and the keys of the queue, signs in */
async function limitUser({ url, port }: TestRedis, rights: readonly string[]): Promise<string> {
  const admin = new Redis(url);
  try {
    await admin.call('ACL', 'SETUSER', 'limited', 'reset', 'on', '>secret', '~{hotline}:*', ...rights);
  } finally {
    admin.disconnect();
  }
  return `redis://limited:secret@127.0.0.1:${port}`;
}

/** A server that is no Redis. @returns its address, and how often somebody has connected */
async function stranger(
  { onTestFinished }: Ending,
  greet: (socket: Socket) => void,
): Promise<{ redisUrl: string; connections: () => number }> {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.on('error', () => {});
    greet(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { redisUrl: `redis://127.0.0.1:${port}`, connections: () => connections };
}

describe('alarms where no Redis is', TOGETHER, () => {
  it.for([
    { who: 'a web server', words: 'HTTP/1.1 400 Bad Request\r\n\r\n' },
    { who: 'a mail server', words: '220 mail.example ESMTP\r\n' },
  ])('are set nowhere, and that it is $who and no Redis is told once', async ({ words }, test) => {
    const { redisUrl, connections } = await stranger(test, (socket) => socket.write(words));
    const { lines, log: remembering } = rememberLog();
    const clock = await open(test, { redisUrl, databaseUrl: nowhere, log: remembering });
    const tried = connections();
    await test.expect.poll(connections, patiently).toBeGreaterThan(tried + 2);
    for (const beat of [1, 2, 3]) await clock.setAlarms([timer(beat * 60_000)]);
    const said = lines.map((line) => JSON.parse(line));
    expect(said).toMatchObject([
      {
        level: 50,
        msg: expect.stringContaining('Redis is not what answers at REDIS_URL'),
        remedy: expect.stringContaining('host and the port'),
      },
      { level: 40, msg: expect.stringContaining('alarms cannot be set') },
    ]);
    expect(await lookAtRedis({ kind: 'single', url: redisUrl })).toMatchObject([
      { verdict: 'fault', remedy: said[0].remedy },
    ]);
  });

  it('say once that the connection is closed before there is an answer', async (test) => {
    const { redisUrl, connections } = await stranger(test, (socket) => socket.end());
    const { lines, log: remembering } = rememberLog();
    await open(test, { redisUrl, databaseUrl: nowhere, log: remembering });
    await test.expect.poll(connections, patiently).toBeGreaterThan(3);
    expect(lines.filter((line) => line.includes('Redis is not reachable'))).toHaveLength(1);
  });
});

describe.runIf(hasRedis)('alarms on a Redis in trouble', TOGETHER, () => {
  it('hold nobody up while Redis is away, and ring when it has come', async (test) => {
    const redis = await redisToStart(test);
    const clock = await open(test, settingsOf(redis));
    const rung = await listen(test, settingsOf(redis));
    await clock.setAlarms([timer()]);
    expect(await clock.isReachable()).toBe(false);

    await redis.start();
    await test.expect.poll(() => clock.isReachable(), patiently).toBe(true);
    await clock.setAlarms([timer()]);
    await test.expect.poll(() => rung, patiently).toHaveLength(1);
  });

  it.for([
    { asked: ':right@', behind: '/99', why: 'DB index is out of range' },
    { asked: ':wrong@', behind: '', why: 'WRONGPASS' },
    { asked: '', behind: '', why: 'NOAUTH' },
  ])(
    'are set nowhere when Redis refuses the address: $why, and what to do is told once',
    async ({ asked, behind, why }, test) => {
      const { port } = await startRedis(test, '--requirepass', 'right');
      const { lines, log } = rememberLog();
      const redisUrl = `redis://${asked}127.0.0.1:${port}${behind}`;
      const clock = await open(test, { redisUrl, databaseUrl: nowhere, log });
      // tried on and on: the server may be the one to be corrected
      const connections = await watchConnections(test, port);
      await test.expect.poll(connections, patiently).toBeGreaterThan(4);
      expect(await clock.isReachable()).toBe(false);
      expect(lines.join('\n')).not.toContain('reachable');
      const said = lines.map((line) => JSON.parse(line)).filter(({ level }) => level === 50);
      expect(said).toMatchObject([
        { error: expect.stringContaining(why), remedy: expect.stringContaining('in REDIS_URL') },
      ]);
      expect(await lookAtRedis({ kind: 'single', url: redisUrl })).toMatchObject([
        { verdict: 'fault', message: expect.stringContaining(why), remedy: said[0].remedy },
      ]);
    },
  );

  it('ring on after Redis came back empty', async (test) => {
    const redis = await startRedis(test);
    const clock = await open(test, settingsOf(redis));
    const rung = await listen(test, settingsOf(redis));
    await clock.setAlarms([timer(3_600_000)]);
    await redis.kill();
    await redis.start();
    await test.expect.poll(() => clock.isReachable(), patiently).toBe(true);
    await clock.setAlarms([timer()]);
    await test.expect.poll(() => rung, patiently).toHaveLength(1);
  });

  it('ring on when the sentinels have put another server in charge', async (test) => {
    const folder = folderForRedis();
    const aside = await startRedis(test, '--dir', folder);
    const standby = await startRedis(test, '--dir', folder, '--replicaof', `127.0.0.1 ${aside.port}`);
    const orders = join(folder, 'sentinel.conf');
    const watch = (setting: string, value: number) => `sentinel ${setting} hotline ${value}`;
    writeFileSync(
      orders,
      [
        `dir ${folder}`,
        `sentinel monitor hotline 127.0.0.1 ${aside.port} 1`,
        watch('down-after-milliseconds', 2_000),
        watch('failover-timeout', 6_000),
        '',
      ].join('\n'),
    );
    const sentinel = await startRedis(test, orders, '--sentinel');
    const known = new Redis(sentinel.url);
    test.onTestFinished(() => known.disconnect());
    // a sentinel hears of the standby from the one in charge
    await test.expect
      .poll(() => known.call('sentinel', 'replicas', 'hotline'), patiently)
      .toMatchObject({ length: 1 });

    const watched = {
      redisUrl: `redis-sentinel://127.0.0.1:${sentinel.port}#hotline`,
      databaseUrl: nowhere,
      log,
    };
    const clock = await open(test, watched);
    const rung = await listen(test, watched);
    await clock.setAlarms([timer()]);
    await test.expect.poll(() => rung, patiently).toHaveLength(1);

    await aside.kill();
    await test.expect.poll(() => standbyLeads(standby), slowly).toBe(true);
    await test.expect.poll(() => clock.isReachable(), slowly).toBe(true);
    await clock.setAlarms([timer()]);
    await test.expect.poll(() => rung, slowly).toHaveLength(2);
  });

  it.for([
    ['run scripts', ['+@all', '-@scripting']],
    ['wait for alarms', ['+@all', '-bzpopmin']],
  ] as const)(
    'of a user who may not %s: said at once, asked for seldom, and heard when they may',
    async ([_, rights], test) => {
      const redis = await startRedis(test);
      const { log: remembering, lines } = rememberLog();
      const limited = { ...settingsOf(redis), log: remembering, redisUrl: await limitUser(redis, rights) };
      const clock = await open(test, limited);
      const rung = await listen(test, limited);
      await clock.setAlarms([timer()]);
      const refusals = () =>
        lines.filter((line) => line.includes('the Redis user lacks rights that the queue needs'));
      await test.expect.poll(refusals, patiently).not.toEqual([]);
      expect(JSON.parse(refusals()[0] ?? '')).toMatchObject({
        level: 50,
        error: expect.stringContaining('NOPERM'),
        remedy: expect.stringContaining('+@all -@dangerous'),
      });
      // BullMQ alone would have asked some thousand times by then
      const admin = new Redis(redis.url);
      test.onTestFinished(() => admin.disconnect());
      const refused = async () => {
        const [, count] = /^rejected_calls=(\d+)/m.exec(await admin.info('commandstats')) ?? [];
        return Number(count ?? 0);
      };
      expect(await refused()).toBeLessThan(20);
      await limitUser(redis, ['+@all', '-@dangerous']);
      await clock.setAlarms([timer()]);
      await test.expect.poll(() => rung.length, patiently).toBeGreaterThan(0);
      expect(refusals().length).toBeLessThan(3);
    },
  );

  it('tell Redis nothing but an instant', async (test) => {
    const redis = await startRedis(test);
    const clock = await open(test, settingsOf(redis));
    const far = timer(3_600_000);
    await clock.setAlarms([far]);
    const reader = new Redis(redis.url);
    test.onTestFinished(() => reader.disconnect());
    const data = await reader.hget(`{hotline}:timers:beat-${Math.ceil(far.dueAt.getTime() / 100)}`, 'data');
    expect(data).toBe('{}');
  });
});

describe.runIf(hasRedis)('alarms on a Redis, one after the other, since they look at the time', () => {
  it('hold nobody up when Redis hangs', async (test) => {
    const redis = await startRedis(test);
    const clock = await open(test, settingsOf(redis));
    redis.freeze();
    const started = performance.now();
    await clock.setAlarms([timer()]);
    expect(performance.now() - started).toBeLessThan(2_500);
    redis.thaw();
  });

  it('ring on a cluster', async (test) => {
    const folder = folderForRedis();
    const redis = await startRedis(
      test,
      '--dir',
      folder,
      '--cluster-enabled',
      'yes',
      '--cluster-announce-ip',
      '127.0.0.1',
    );
    const node = new Redis(redis.url);
    test.onTestFinished(() => node.disconnect());
    await node.cluster('ADDSLOTSRANGE', 0, 16_383);
    await test.expect.poll(() => node.cluster('INFO'), patiently).toContain('cluster_state:ok');

    const clustered = { redisUrl: `redis-cluster://127.0.0.1:${redis.port}`, databaseUrl: nowhere, log };
    const clock = await open(test, clustered);
    const rung = await listen(test, clustered);
    await test.expect.poll(() => clock.isReachable(), patiently).toBe(true);
    await clock.setAlarms([timer(), timer(300)]);
    await test.expect.poll(() => rung, patiently).toHaveLength(2);
  });

  it('ring for a user who may do nothing dangerous', async (test) => {
    const redis = await startRedis(test);
    const limited = { ...settingsOf(redis), redisUrl: await limitUser(redis, ['+@all', '-@dangerous']) };
    const clock = await open(test, limited);
    const rung = await listen(test, limited);
    await clock.setAlarms([timer(), timer(300)]);
    await test.expect.poll(() => rung, patiently).toHaveLength(2);
  });
});
