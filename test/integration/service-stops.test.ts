import { expect, it } from 'vitest';
import { freePort } from '../../src/cli/free-port.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/log.ts';
import { startService } from '../../src/start.ts';
import { freshDatabase } from '../support/database.ts';

const patiently = { timeout: 10_000, interval: 20 };

async function start(environment: Record<string, string>) {
  const database = await freshDatabase();
  const port = String(await freePort());
  const config = readConfig({
    DATABASE_URL: database.url,
    SECRET_KEY: 'a key for this test only',
    HOST: '127.0.0.1',
    PORT: port,
    ...environment,
  });
  const service = await startService(config, createLogger('silent'));
  const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
  return { database, service, ask };
}

it('says that it stops, and still answers until load balancers have heard it', async () => {
  const { database, service, ask } = await start({ DRAIN_SECONDS: '2', ROLE: 'web' });
  expect((await ask('/readyz')).status).toBe(200);
  const closing = service.close();
  expect((await ask('/readyz')).status).toBe(503);
  expect((await ask('/sign-in')).status).toBe(200);
  await closing;
  await expect(ask('/healthz')).rejects.toThrow();
  await database[Symbol.asyncDispose]();
});

it('shows its health, and nothing else, as a worker with a port', async () => {
  const { database, service, ask } = await start({ ROLE: 'worker' });
  await expect.poll(async () => (await ask('/readyz')).status, patiently).toBe(200);
  expect(await (await ask('/metrics')).text()).toContain('hotline_timers_overdue');
  expect((await ask('/sign-in')).status).toBe(404);
  await service.close();
  await database[Symbol.asyncDispose]();
});
