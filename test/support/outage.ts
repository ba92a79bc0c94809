import { inject } from 'vitest';
import type { Hotline } from './hotline.ts';
import { administer } from './server.ts';

/** PostgreSQL is gone for this hotline: no new connection is let in, and those that stand are cut. */
export async function loseDatabase(hotline: Hotline): Promise<{ back(): Promise<void> }> {
  const { settle } = hotline.line;
  const server = inject('serverUrl');
  const name = new URL(hotline.database.url).pathname.slice(1);
  hotline.line.settle = undefined;
  await administer(server, `alter database ${name} allow_connections false`);
  await administer(
    server,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
  );
  return {
    async back() {
      await administer(server, `alter database ${name} allow_connections true`);
      hotline.line.settle = settle;
    },
  };
}
