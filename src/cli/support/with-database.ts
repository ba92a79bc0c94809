import type { DatabaseConfig } from '../../app/config/record.ts';
import { type Database, openDatabase, PATIENT } from '../../platform/db/database.ts';
import { startEmbedded } from '../../platform/db/embedded.ts';
import { migrate } from '../../platform/db/migrate.ts';
import { ping } from '../../platform/db/ping.ts';
import { findEmbedded } from '../../platform/db/running-embedded.ts';
import { HotlineError } from '../../platform/errors.ts';
import { endWhenInterrupted } from './interruption.ts';

/** `read` leaves everything as it is; `write` makes the database and its tables where they are missing. */
export type Purpose = 'read' | 'write';

const UNDEFINED_TABLE = '42P01';

/**
 * Works on the database of the configuration: the one of DATABASE_URL, or the embedded one, which is shared with a
 * service that runs on it and started for as long as the work takes if none does.
 * @throws HotlineError `database-unavailable` with what to do
 */
export async function withDatabase<T>(
  config: DatabaseConfig,
  purpose: Purpose,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  return withDatabaseUrl(config, purpose, (url) => workOn(url, purpose, work));
}

/**
 * The same for whoever needs only its address: `write` makes an embedded database where there is none, and leaves the tables
 * to whoever asks.
 */
export async function withDatabaseUrl<T>(
  config: DatabaseConfig,
  purpose: Purpose,
  work: (url: string) => Promise<T>,
): Promise<T> {
  if (config.databaseUrl !== undefined) return work(config.databaseUrl);
  const found = await findEmbedded(config.dataDir);
  if (found === 'missing' && purpose === 'read') {
    throw new HotlineError('database-unavailable', `There is no database in ${config.dataDir} yet.`, {
      remedy:
        'Start the service once (npm start), set DATABASE_URL, or use --directory FILE where the command has it.',
    });
  }
  if (typeof found === 'object' && (await answers(found.url))) return work(found.url);
  return withStarted(config.dataDir, work);
}

/** The server is a process of its own, which would go on for ever when somebody stops the command. */
async function withStarted<T>(dataDir: string, work: (url: string) => Promise<T>): Promise<T> {
  const starting = startEmbedded(dataDir);
  let isInterrupted = false;
  const isOver = endWhenInterrupted(async () => {
    isInterrupted = true;
    await (await starting).stop();
  });
  try {
    const embedded = await starting;
    try {
      return await work(embedded.url);
    } finally {
      await embedded.stop();
    }
  } catch (error) {
    // that the server has gone is our doing: the signal ends the process as soon as it has
    if (isInterrupted) await new Promise(() => {});
    throw error;
  } finally {
    isOver();
  }
}

async function workOn<T>(
  url: string,
  purpose: Purpose,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  if (purpose === 'write') await migrate(url);
  const database = openDatabase(url, PATIENT);
  try {
    return await work(database);
  } catch (error) {
    throw (error as { code?: unknown }).code === UNDEFINED_TABLE ? withoutTables(error) : error;
  } finally {
    await database.close();
  }
}

/** What is left of a killed server may look like a running one. */
async function answers(url: string): Promise<boolean> {
  const database = openDatabase(url, { max: 1 });
  try {
    return await ping(database);
  } catch {
    return false;
  } finally {
    await database.close();
  }
}

function withoutTables(cause: unknown): HotlineError {
  return new HotlineError(
    'database-unavailable',
    'The database has no tables of this version of the hotline.',
    {
      remedy: 'Start the service once, or import a directory: both bring the tables up to date.',
      cause,
    },
  );
}
