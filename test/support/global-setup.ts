import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../src/platform/db/embedded.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import { administer, databaseUrl } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A role that may create databases. */
    serverUrl: string;
    /** Every database of this run begins with it; the run's template is called so. */
    databasePrefix: string;
  }
}

/**
 * One PostgreSQL server for the whole run and one migrated template in it, which every test file clones. The server is
 * TEST_DATABASE_URL's if given, else one of our own in a temporary folder. What a test left open is cut at the end.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given === undefined ? await startOwnServer() : { url: given, stop: async () => {} };
  const prefix = `test_${randomBytes(4).toString('hex')}`;
  const end = async () => {
    if (given !== undefined) await dropAll(server.url, prefix);
    await server.stop();
  };
  // nobody ends what a setup that failed has begun
  await makeTemplate(server.url, prefix).catch((error: unknown) =>
    end().finally(() => {
      throw error;
    }),
  );
  project.provide('serverUrl', server.url);
  project.provide('databasePrefix', prefix);
  return end;
}

async function makeTemplate(serverUrl: string, name: string): Promise<void> {
  const url = databaseUrl(serverUrl, name);
  await administer(serverUrl, `create database ${name}`);
  await migrate(url);
  // every story keeps the flows in its own database: to pack their 180 kB is most of what that takes
  await administer(url, 'alter table flow_versions alter files set storage external');
}

async function startOwnServer() {
  const folder = await mkdtemp(join(tmpdir(), 'hotline-test-'));
  const embedded = await startEmbedded(folder, { durable: false });
  // a connection of a test asks little: plans of their own for the first five questions of a kind cost more than the answers
  await administer(embedded.url, 'alter system set plan_cache_mode = force_generic_plan');
  await administer(embedded.url, 'select pg_reload_conf()');
  return {
    url: embedded.url,
    async stop() {
      await embedded.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function dropAll(serverUrl: string, prefix: string): Promise<void> {
  const rows = await administer(
    serverUrl,
    `select datname from pg_database where datname = '${prefix}' or starts_with(datname, '${prefix}_')`,
  );
  for (const { datname } of rows) await administer(serverUrl, `drop database ${datname} with (force)`);
}
