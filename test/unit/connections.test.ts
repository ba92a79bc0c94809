import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { mostConnections } from '../../src/platform/db/connections.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('the README counts the connections as the service opens them', () => {
  const said =
    /at most (\d+) connections[^.]*?a worker (\d+) and one process that does all (\d+);\s+with the queue on PostgreSQL (\d+), (\d+) and (\d+)/.exec(
      read('README.md'),
    );
  const counted = (['redis', 'postgres'] as const).flatMap((queue) =>
    (['web', 'worker', 'all'] as const).map((role) => mostConnections(role, queue)),
  );
  expect(said?.slice(1).map(Number)).toEqual(counted);
});

test('the PostgreSQL of compose.yaml has room for all its processes, while each is replaced by a new one', () => {
  const { services } = parse(read('compose.yaml'), { merge: true });
  const together =
    services.web.deploy.replicas * mostConnections('web', 'redis') +
    services.worker.deploy.replicas * mostConnections('worker', 'redis');
  expect(read('README.md')).toContain(`Two web and two worker processes on Redis need ${together}`);
  const room = Number(/max_connections=(\d+)/.exec(services.postgres.command.join(' '))?.[1]);
  expect(room).toBeGreaterThanOrEqual(2 * together);
});
