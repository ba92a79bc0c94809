import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { type Database, type DatabaseOptions, openDatabase } from '../../src/platform/db/database.ts';
import { administer, databaseUrl } from './server.ts';

export type TestDatabase = Database & AsyncDisposable & { url: string };

/**
 * A migrated, empty database of one's own, for a test file or a single test: `await using db = await freshDatabase()`,
 * or dispose of it in `afterAll`. Connections that a test left open are cut then.
 */
export async function freshDatabase(options: DatabaseOptions = {}): Promise<TestDatabase> {
  const serverUrl = inject('serverUrl');
  const template = inject('databasePrefix');
  const name = `${template}_${randomBytes(4).toString('hex')}`;
  await administer(serverUrl, `create database ${name} template ${template}`);

  const url = databaseUrl(serverUrl, name);
  const database = openDatabase(url, { max: 5, ...options });
  return Object.assign(database, {
    url,
    async [Symbol.asyncDispose]() {
      await administer(serverUrl, `drop database ${name} with (force)`);
      // not awaited: a connection that a test never gave back would keep it waiting
      void database.close();
    },
  });
}
