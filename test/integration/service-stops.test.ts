import { once } from 'node:events';
import { Server } from 'node:http';
import { type AddressInfo, connect, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Config, readConfig } from '../../src/app/config.ts';
import { startService } from '../../src/app/start.ts';
import { freePort } from '../../src/cli/support/free-port.ts';
import { ledgerOf, openLog } from '../../src/domain/evidence/log-keys.ts';
import { createLogger, type Logger } from '../../src/platform/log.ts';
import { freshDatabase } from '../support/database.ts';
import { rememberLog } from '../support/written-down.ts';

async function start(
  environment: Record<string, string>,
  { log = createLogger('silent'), usual = {} }: { log?: Logger; usual?: Partial<Config> } = {},
) {
  const database = await freshDatabase();
  const port = String(await freePort());
  const config = readConfig({
    DATABASE_URL: database.url,
    SECRET_KEY: 'a key for this test only',
    HOST: '127.0.0.1',
    PORT: port,
    METRICS_PORT: String(await freePort()),
    TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
    TWILIO_AUTH_TOKEN: 'a token for this test',
    TWILIO_API_BASE_URL: 'http://127.0.0.1:9',
    HOTLINE_NUMBER: '+493023125999',
    ...environment,
  });
  const service = await startService({ ...config, ...usual }, log);
  // also when the test has failed: it would go on in this process, and move its clock
  onTestFinished(() => service.close().catch(() => {}));
  const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
  const watch = (path: string) => fetch(`http://127.0.0.1:${config.metrics.port}${path}`);
  return { database, service, ask, watch, port: Number(port) };
}

it('does what is due although nobody rings for it', async () => {
  const { database, service } = await start({ ROLE: 'worker' });
  const due = () => database.query(`select kind from timers where due_at <= now()`);
  await expect.poll(due).toEqual([]);
  // a ticket that is gone: work that ends at once; written past everything that sets alarms. The first of them may be
  // found by an alarm that was set at the start for something else
  for (const subject of ['991', '992', '993']) {
    await database.query(`insert into timers (kind, subject, due_at) values ('escalate', $1, now())`, [
      subject,
    ]);
    const left = () => database.query('select from timers where subject = $1', [subject]);
    await expect.poll(left).toEqual([]);
  }
  await service.close();
  await database[Symbol.asyncDispose]();
});

it('does other work while some of it is held up', async () => {
  const { database, service } = await start({ ROLE: 'worker' });
  await database.query(
    `insert into messages (direction, audience, from_number, to_number, body, status, created_at)
     select 'outbound', 'engineer', '+493023125099', '+4915228817386', 'held up', 'planned', now() from generate_series(1, 5)`,
  );
  await database.transaction(async (holding) => {
    await holding.query('select from messages for update');
    await database.query(
      `insert into timers (kind, subject, due_at, priority)
       select 'send-message', id::text, now(), 0 from messages union all select 'escalate', '999', now(), 1
       on conflict (kind, subject) do update set due_at = excluded.due_at`,
    );
    // one after another, the five would take longer than this
    await expect.poll(() => database.query(`select from timers where subject = '999'`)).toEqual([]);
    await holding.query('delete from messages');
  });
  await service.close();
  await database[Symbol.asyncDispose]();
});

it('leaves no other part open when one cannot be closed, and says which', async () => {
  const { database, service } = await start({ ROLE: 'web' });
  const kept: Server[] = [];
  vi.spyOn(Server.prototype, 'close').mockImplementationOnce(function (this: Server) {
    kept.push(this);
    throw new Error('the way in cannot be closed');
  });
  onTestFinished(() => {
    vi.restoreAllMocks();
    for (const server of kept) server.close();
  });
  const closed = vi.spyOn(service.app.database, 'close');
  await expect(service.close()).rejects.toThrow('the way in cannot be closed');
  expect(closed).toHaveBeenCalled();
  await database[Symbol.asyncDispose]();
});

it('says that it stops, and still answers until load balancers have heard it', async () => {
  const { database, service, ask } = await start({ DRAIN_SECONDS: '4', ROLE: 'web' });
  expect((await ask('/readyz')).status).toBe(200);
  const closing = service.close();
  // both at once: a busy machine may take a second for each
  const asked = await Promise.all(['/readyz', '/sign-in'].map(ask));
  expect(asked.map(({ status }) => status)).toEqual([503, 200]);
  await closing;
  await expect(ask('/healthz')).rejects.toThrow();
  await database[Symbol.asyncDispose]();
});

it('shows its health, and nothing else, as a worker with a port; its figures are on a port of their own', async () => {
  const { database, service, ask, watch } = await start({ ROLE: 'worker' });
  await expect.poll(async () => (await ask('/readyz')).status).toBe(200);
  expect(await (await watch('/metrics')).text()).toContain('hotline_timers_overdue');
  expect((await watch('/readyz')).status).toBe(200);
  for (const path of ['/sign-in', '/metrics', '/metrics/']) expect((await ask(path)).status).toBe(404);
  await service.close();
  await expect(watch('/metrics')).rejects.toThrow();
  await database[Symbol.asyncDispose]();
});

describe('a port for the figures that is taken', () => {
  const taken = createServer();
  beforeAll(async () => {
    taken.listen(0, '127.0.0.1');
    await once(taken, 'listening');
  });
  afterAll(() => void taken.close());
  const port = () => (taken.address() as AddressInfo).port;

  it('stops the start when somebody has chosen it', async () => {
    await expect(start({ ROLE: 'web', METRICS_PORT: String(port()) })).rejects.toMatchObject({
      message: expect.stringContaining(`Port ${port()} on 127.0.0.1 cannot be used`),
      remedy: expect.stringContaining('METRICS_PORT'),
    });
  });

  it('is said, and stops nothing, when it is the usual one', async () => {
    const { lines, log } = rememberLog();
    const usual = { metrics: { port: port(), host: '127.0.0.1', chosen: { port: false, host: false } } };
    const { database, service, ask } = await start({ ROLE: 'web' }, { log, usual });
    expect((await ask('/healthz')).status).toBe(200);
    expect(lines.join('\n')).toContain(`Port ${port()} on 127.0.0.1 cannot be used`);
    await service.close();
    await database[Symbol.asyncDispose]();
  });
});

it.each(['hotline.invalid', '192.0.2.1'])('does not start on %s: HOST is to be corrected', async (host) => {
  await expect(start({ ROLE: 'web', HOST: host })).rejects.toMatchObject({
    message: expect.stringContaining('that is no address of this machine'),
    remedy: expect.stringContaining('Correct HOST'),
  });
});

it('is not kept by a connection on which nobody has asked for anything', async () => {
  const { database, service, port } = await start({ ROLE: 'web' });
  const silent = connect(port, '127.0.0.1');
  await once(silent, 'connect');
  // the server knows of it, too
  await expect.poll(() => fetch(`http://127.0.0.1:${port}/healthz`).then(({ status }) => status)).toBe(200);
  await Promise.all([service.close(), once(silent, 'close')]);
  await database[Symbol.asyncDispose]();
});

it('is not kept by a connection on which something was being answered', async () => {
  const { database, service, ask, port } = await start({ ROLE: 'web' });
  const asking = connect(port, '127.0.0.1');
  asking.write('POST /twilio/voice/status HTTP/1.1\r\nHost: hotline.example\r\nContent-Length: 4\r\n\r\nab');
  await expect.poll(() => ask('/healthz').then(({ status }) => status)).toBe(200);
  const closing = service.close();
  await expect
    .poll(() =>
      ask('/healthz').then(
        () => 'answers',
        () => 'closed',
      ),
    )
    .toBe('closed');
  asking.write('cd');
  const [answer] = await once(asking, 'data');
  expect(String(answer)).toMatch(/^HTTP\/1\.1 4/);
  // far sooner than an idle connection is given up
  await closing;
  await database[Symbol.asyncDispose]();
});

it('says that it was started with another key than the record was made with, and what to do', async () => {
  const before = await freshDatabase();
  const ledger = ledgerOf({ secretKey: 'the key from before', publicUrl: 'https://hotline.example' });
  await before.transaction((tx) => openLog({ tx, now: new Date() }, ledger));
  const begin = async (SECRET_KEY: string) => {
    const { lines, log } = rememberLog();
    const again = await start({ ROLE: 'worker', DATABASE_URL: before.url, SECRET_KEY }, { log });
    await again.service.close();
    await again.database[Symbol.asyncDispose]();
    return lines.map((line) => JSON.parse(line)).filter(({ level }) => level === 50);
  };
  expect(await begin('the key from before')).toEqual([]);
  expect(await begin('a key that was made anew')).toMatchObject([
    {
      msg: expect.stringContaining('SECRET_KEY is not the one'),
      remedy: expect.stringContaining('secret-key'),
    },
  ]);
  await before[Symbol.asyncDispose]();
});
