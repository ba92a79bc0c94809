import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/platform/db/database.ts';
import { freshDatabase } from '../support/database.ts';

/** A way to the server on which connections can die without a word, as behind a host that has burnt down; new ones get through. */
async function openWay(url: string) {
  const target = new URL(url);
  const { port, hostname } = target;
  const live = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      live.add(from);
      from.on('error', () => {}).pipe(to);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of live) socket.destroy();
    server.close();
  });
  target.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: target.href,
    die() {
      for (const socket of live) socket.unpipe().pause();
    },
  };
}

test('a pool of connections that lead nowhere any more costs one statement, and not one after the other', async () => {
  await using direct = await freshDatabase();
  const way = await openWay(direct.url);
  const database = openDatabase(way.url, { max: 8, statementMs: 200 });
  onTestFinished(() => void database.close());
  const ask = () => database.query<{ pid: number }>('select pg_backend_pid() as pid, pg_sleep(0.05)');
  const pids = (await Promise.all(Array.from({ length: 8 }, ask))).map(([row]) => row?.pid);
  expect(new Set(pids).size).toBe(8);

  way.die();
  await expect(ask()).rejects.toMatchObject({ code: 'database-unavailable' });
  const begun = performance.now();
  for (let statement = 0; statement < 8; statement += 1) expect(pids).not.toContain((await ask())[0]?.pid);
  expect(performance.now() - begun).toBeLessThan(1_100);
});
