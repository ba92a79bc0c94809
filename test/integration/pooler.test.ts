import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '../../src/cli/support/free-port.ts';
import { openDatabase } from '../../src/platform/db/database.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import { openChannel } from '../../src/platform/db/notify-channel.ts';
import { notifyTimers } from '../../src/platform/timers/told-timers-store.ts';
import { freshDatabase } from '../support/database.ts';
import { seeItReady } from '../support/ready-service.ts';
import { hasRedis, ownRedis } from '../support/redis.ts';
import { rememberLog } from '../support/written-down.ts';

const PGBOUNCER = '/usr/sbin/pgbouncer';

/** @returns the address of the database through PgBouncer */
async function throughPgBouncer(url: string, mode: 'transaction' | 'session'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pooler-'));
  await chmod(folder, 0o777);
  const { hostname, port, username, password, pathname } = new URL(url);
  const own = await freePort();
  const user = password === '' ? username : `${username} password=${password}`;
  await writeFile(
    join(folder, 'pgbouncer.ini'),
    `[databases]
* = host=${hostname} port=${port} user=${user}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${own}
unix_socket_dir =
auth_type = any
pool_mode = ${mode}
ignore_startup_parameters = statement_timeout,idle_in_transaction_session_timeout
`,
  );
  const asNobody = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const pooler = spawn(PGBOUNCER, [...asNobody, join(folder, 'pgbouncer.ini')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(async () => {
    const gone = once(pooler, 'exit');
    pooler.kill('SIGKILL');
    await gone;
    await rm(folder, { recursive: true });
  });
  await new Promise<void>((resolve, reject) => {
    pooler.once('exit', () => reject(new Error('PgBouncer ended')));
    pooler.stderr.on('data', (said: Buffer) => said.includes('process up') && resolve());
  });
  return `postgres://${username}@127.0.0.1:${own}${pathname}`;
}

test.runIf(existsSync(PGBOUNCER))('a pooler in transaction mode is refused for what it is', async () => {
  await using database = await freshDatabase();
  await expect(migrate(await throughPgBouncer(database.url, 'transaction'))).rejects.toMatchObject({
    message: expect.stringContaining('a pooler in transaction mode'),
    remedy: expect.stringContaining('PostgreSQL itself'),
  });
  expect(await migrate(await throughPgBouncer(database.url, 'session'))).toEqual([]);
});

test.runIf(existsSync(PGBOUNCER))(
  'through a pooler in transaction mode no notification arrives: that is said once, with what is done without',
  async () => {
    await using database = await freshDatabase();
    const { log, lines } = rememberLog();
    let opened = 0;
    const url = await throughPgBouncer(database.url, 'transaction');
    const told = openDatabase(url, { max: 1 });
    const channel = openChannel(url, {
      name: 'timers',
      log,
      tell: (payload) => notifyTimers(told, payload),
      onTold: () => {},
      onOpen: () => {
        opened += 1;
      },
      paces: { everyMs: 10, arriveMs: 100 },
    });
    onTestFinished(() => channel.close());
    onTestFinished(() => told.close());
    await expect.poll(() => opened, { timeout: 20_000 }).toBeGreaterThan(3);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('starts by alarm or sweep, up to a second late');
  },
);

test.runIf(existsSync(PGBOUNCER) && hasRedis)(
  'the service works through a pooler in session mode',
  async () => {
    await using database = await freshDatabase();
    const redis = await ownRedis();
    await redis.start();
    onTestFinished(() => redis.kill());
    const ready = await seeItReady(await throughPgBouncer(database.url, 'session'), redis.url);
    expect(ready).toMatchObject({ parts: { database: 'ready', queue: 'ready' } });
    expect(await database.query('select from customers'), 'the sample').not.toEqual([]);
  },
);
