import { expect, inject, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/platform/db/database.ts';
import { watchRecord } from '../../src/platform/db/watch-record.ts';
import { freshDatabase } from '../support/database.ts';
import { administer } from '../support/server.ts';
import { rememberLog } from '../support/written-down.ts';

const PACES = { wellMs: 50, illMs: 20, timeoutMs: 1_500 };
const patiently = { timeout: 10_000, interval: 10 };

async function watching(url?: string) {
  const database = await freshDatabase();
  const { log, lines } = rememberLog();
  const watch = watchRecord(url ?? database.url, log, PACES);
  onTestFinished(async () => {
    watch.close();
    await database[Symbol.asyncDispose]();
  });
  const said = () => lines.map((line) => JSON.parse(line) as { level: number; msg: string; reason?: string });
  /** A setting of the database holds for new connections: those that stand are cut. */
  const set = async (setting: string) => {
    const name = new URL(database.url).pathname.slice(1);
    const server = inject('serverUrl');
    await administer(server, `alter database ${name} ${setting}`);
    await administer(
      server,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
    );
  };
  return { database, watch, said, set };
}

test('a database that takes no writes is known as such within a look, named once, and well again without hands', async () => {
  const { watch, said, set } = await watching();
  await set('set default_transaction_read_only = on');
  await expect.poll(() => watch.standing, patiently).toBe('read-only');
  const well = watch.whenWell();
  await set('reset default_transaction_read_only');
  await well;
  expect(watch.standing).toBe('well');
  // that its connections are cut meanwhile is no outage of its own
  expect(said().filter(({ level }) => level >= 50)).toMatchObject([
    {
      level: 50,
      msg: expect.stringContaining('takes no writes'),
      reason: expect.stringContaining('read-only'),
    },
  ]);
  expect(said().at(-1)).toMatchObject({ level: 40, msg: expect.stringContaining('the database is back') });
});

test('while nobody answers, nobody waits to find that out; and one failure alone is no outage', async () => {
  const { watch, said } = await watching('postgres://hotline@127.0.0.1:1/hotline');
  expect(watch.standing).toBe('well');
  await expect.poll(() => watch.standing, patiently).toBe('away');
  // connecting there would be refused by the system, with other words
  const database = openDatabase('postgres://hotline@127.0.0.1:2/hotline', { watch });
  await expect(database.query('select 1')).rejects.toMatchObject({
    code: 'database-unavailable',
    message: expect.stringContaining('not reachable'),
  });
  await database.close();
  expect(said()).toMatchObject([
    { level: 50, msg: expect.stringContaining('the database is not reachable') },
  ]);
});

test('a server that answers and refuses the probe is not away: whoever has a connection goes on', async () => {
  const { database, watch, set } = await watching();
  await administer(database.url, 'drop table write_probe');
  await set('reset all');
  const seen = new Set<string>();
  for (let look = 0; look < 20; look += 1) {
    seen.add(watch.standing);
    await database.query('select pg_sleep(0.02)');
  }
  expect([...seen]).toEqual(['well']);
});

test('many failures while the database is well are told as that, and it is not looked at for each', async () => {
  const { watch, said, database } = await watching();
  for (let failure = 0; failure < 30; failure += 1) watch.suspect();
  await watch.whenWell();
  await expect
    .poll(() => said(), patiently)
    .toMatchObject([{ level: 50, msg: expect.stringContaining('many statements fail') }]);
  const [row] = await database.query<{ count: number }>(
    "select count(*)::int as count from pg_stat_activity where application_name = 'priority-line watch' and datname = current_database()",
  );
  expect(row?.count).toBe(1);
});

test('whoever stops watching while a connection is being made leaves none behind, and hears no more', async () => {
  await using database = await freshDatabase();
  const { log, lines } = rememberLog();
  const watch = watchRecord(database.url, log, PACES);
  const well = watch.whenWell();
  watch.close();
  await well;
  const left = "select from pg_stat_activity where application_name = 'priority-line watch' and datname = $1";
  const name = new URL(database.url).pathname.slice(1);
  await expect.poll(() => database.query(left, [name]), patiently).toEqual([]);
  expect(lines).toEqual([]);
});
