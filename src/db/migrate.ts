import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import { HotlineError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { reasonOf } from './reason-of.ts';

const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url));

/**
 * Brings the database to the newest schema; forward only. Processes that start at once wait for each other on an
 * advisory lock, and all pending migrations are one transaction: a failed start leaves the schema that ran before.
 * @param url of a role that may create tables
 * @returns the names of the migrations that were run now
 * @throws HotlineError `database-unavailable` when the database cannot be reached or refuses a migration
 */
export async function migrate(url: string, { log }: { log?: Logger } = {}): Promise<string[]> {
  const quiet = () => {};
  try {
    const done = await runner({
      databaseUrl: { connectionString: url, connectionTimeoutMillis: 10_000 },
      dir: MIGRATIONS,
      migrationsTable: 'migrations',
      direction: 'up',
      singleTransaction: true,
      advisoryLockMode: 'wait',
      logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    });
    const names = done.map((migration) => migration.name);
    if (names.length > 0) log?.info({ migrations: names }, 'the database has the newest schema');
    return names;
  } catch (error) {
    throw new HotlineError(
      'database-unavailable',
      `The schema could not be brought up to date: ${reasonOf(error)}`,
      {
        remedy: 'See that DATABASE_URL is right, that the server runs, and that the role may create tables.',
        cause: error,
      },
    );
  }
}
