import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../../src/app/config.ts';
import { type RunningService, startService } from '../../src/app/start.ts';
import { freePort } from '../../src/cli/support/free-port.ts';
import { createLogger } from '../../src/platform/log.ts';
import { findForgotten } from '../../src/worker/watchdog/invariant-store.ts';
import { dump, hasPostgresTools, ownPostgres, restore } from '../support/postgres-tools.ts';

const TOKEN = 'a-token-for-this-test';
const patiently = { timeout: 30_000, interval: 100 };

async function start(databaseUrl: string): Promise<RunningService> {
  const port = String(await freePort());
  const config = readConfig({
    DATABASE_URL: databaseUrl,
    SECRET_KEY: 'a key for this test only',
    API_TOKEN: TOKEN,
    PRACTICE: '1',
    HOST: '127.0.0.1',
    PORT: port,
    // many pages go out at once
    CALLS_PER_SECOND: '100',
    MESSAGES_PER_SECOND: '100',
  });
  const service = await startService(config, createLogger('silent'));
  // also when the test has failed
  onTestFinished(() => service.close());
  return service;
}

/** A critical ticket, as a mail gateway hands it in; in business hours or not, by another door of the same rules. */
async function fileCase({ app }: RunningService, count: number): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${app.config.port}/api/v1/tickets`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      channel: 'email',
      customer: '100234',
      contact: 'Erika Beispiel',
      severity: 1,
      kind: 'problem',
      description: `case ${count}`,
    }),
  });
  return response.status;
}

it.runIf(hasPostgresTools)(
  'restores a dump that was taken under load, and every open promise goes on',
  { timeout: 120_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'restore-'));
    chmodSync(folder, 0o755);
    onTestFinished(() => rmSync(folder, { recursive: true }));
    await using server = await ownPostgres(folder);
    const file = join(folder, 'hotline.dump');

    const before = await start(await server.create('before'));
    // always open, and in term: a request by mail opens a ticket at any hour and on any day of the test
    await before.app.database.query(
      `update calendars set definition = definition - 'holidays' || '{"hours": {"mon-sun": "00:00-24:00"}, "closures": []}'`,
    );
    await before.app.database.query(`update customers set valid_until = '2099-12-31'`);
    let filed = 0;
    let dumping = true;
    const filing = (async () => {
      // some of a load, not all that this machine could do
      while ((dumping && filed < 80) || filed < 20) if ((await fileCase(before, filed)) === 201) filed += 1;
    })();
    await expect.poll(() => filed, patiently).toBeGreaterThan(5);
    await dump(before.app.config.databaseUrl ?? '', file);
    dumping = false;
    await filing;
    await before.close();

    const url = await server.create('after');
    await restore(file, url);
    const after = await start(url);
    const { database } = after.app;
    const [kept] = await database.query<{ count: number }>('select count(*)::int as count from tickets');
    expect(kept?.count).toBeGreaterThan(5);
    expect(kept?.count).toBeLessThanOrEqual(filed);

    const notPaged = () =>
      database.query(
        `select number from tickets where status = 'open'
         and not exists (select from pages where ticket_number = tickets.number and status in ('sent', 'acknowledged'))`,
      );
    await expect.poll(notPaged, patiently).toEqual([]);
    expect(await findForgotten(database)).toEqual([]);
    await after.close();
  },
);
