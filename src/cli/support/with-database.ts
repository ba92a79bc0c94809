import type { DatabaseConfig } from '../../app/config/record.ts';
import { hasSecretKey } from '../../app/config/secret-key.ts';
import { type Config, type Environment, readConfig, readDatabaseConfig } from '../../app/config.ts';
import { isRecordOfKey } from '../../domain/evidence/log-keys.ts';
import { type Database, openDatabase, PATIENT } from '../../platform/db/database.ts';
import { shareEmbedded } from '../../platform/db/embedded.ts';
import { explainTables } from '../../platform/db/explain-tables.ts';
import { migrate, migrationNames } from '../../platform/db/migrate.ts';
import { refuseWhileRestoring } from '../../platform/db/restoring-lock.ts';
import { findEmbedded } from '../../platform/db/running-embedded.ts';
import { withClient } from '../../platform/db/with-client.ts';
import { HotlineError } from '../../platform/errors.ts';
import { endWhenInterrupted } from './interruption.ts';
import { count, note } from './terminal.ts';

/**
 * `read` leaves everything as it is; `write` brings the tables of a record up to date; `make` makes the database and its
 * tables where they are missing. Only what a new record may begin with makes one: an erasure in the wrong folder would be
 * done, and nobody erased.
 */
export type Purpose = 'read' | 'write' | 'make';

/** What the key is checked by, in commands that work with it. */
type Keyed = Partial<Pick<Config, 'secretKey' | 'secretKeyPrevious'>>;

/**
 * Works on the database of the configuration: the one of DATABASE_URL, or the embedded one, which is shared with a
 * service that runs on it and other commands, and started for as long as the work takes if there is none.
 * @throws HotlineError `database-unavailable` with what to do
 */
export async function withDatabase<T>(
  config: DatabaseConfig & Keyed,
  purpose: Purpose,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  return withDatabaseUrl(config, purpose, (url) =>
    workOn(url, purpose, async (database) => {
      await refuseOtherKey(database, config);
      return work(database);
    }),
  );
}

/**
 * Reads the whole configuration, for a command that works with the key on a record that is there: it makes neither, nor a folder
 * for them.
 * @throws HotlineError `bad-configuration`, as at the start of the service, or `database-unavailable`
 */
export async function readConfigOfRecord(env: Environment): Promise<Config> {
  const { databaseUrl, dataDir } = readDatabaseConfig(env);
  const isGiven = Boolean(env.SECRET_KEY?.trim() || env.SECRET_KEY_FILE?.trim());
  if (databaseUrl === undefined) {
    if ((await findEmbedded(dataDir)) === 'missing') throw missing(dataDir);
    if (!isGiven && !hasSecretKey(dataDir)) throw withoutKey(dataDir);
  }
  return readConfig(env);
}

/**
 * The same for whoever needs only its address: `make` makes an embedded database where there is none, and leaves the tables
 * to whoever asks.
 */
export async function withDatabaseUrl<T>(
  config: DatabaseConfig,
  purpose: Purpose,
  work: (url: string) => Promise<T>,
): Promise<T> {
  if (config.databaseUrl !== undefined) return work(config.databaseUrl);
  const found = await findEmbedded(config.dataDir);
  if (found === 'missing' && purpose !== 'make') throw missing(config.dataDir);
  return withEmbedded(config.dataDir, work);
}

/** The server is a process of its own, which would go on for ever when somebody stops the last command that works with it. */
async function withEmbedded<T>(dataDir: string, work: (url: string) => Promise<T>): Promise<T> {
  const starting = shareEmbedded(dataDir);
  let isInterrupted = false;
  const isOver = endWhenInterrupted(async () => {
    isInterrupted = true;
    await (await starting).stop();
  });
  try {
    const embedded = await starting;
    if (embedded.wasLeft)
      note(
        'The embedded database was still running, since its service or command was killed. It is stopped at the end.',
      );
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
  if (purpose === 'read') await withClient(url, refuseWhileRestoring);
  else sayUpdated(await migrate(url, { mayBegin: purpose === 'make' }));
  const database = openDatabase(url, PATIENT);
  try {
    return await work(database);
  } catch (error) {
    throw await explainTables(url, error);
  } finally {
    await database.close();
  }
}

/** New tables are what was asked for; those of a record are changed for every process that serves it. */
function sayUpdated(names: readonly string[]): void {
  if (names.length === 0 || names.length === migrationNames().length) return;
  note(`The tables were brought up to this version: ${count(names.length, 'migration')}.`);
}

/**
 * What is made with another key than the record's is worthless, and what is looked for by it is not found: PINs would be wrong,
 * traces of erased people match nobody, and a second ledger would begin.
 */
async function refuseOtherKey(database: Database, { secretKey, secretKeyPrevious }: Keyed): Promise<void> {
  if (secretKey === undefined) return;
  if (await isRecordOfKey(database, { secretKey, secretKeyPrevious })) return;
  throw new HotlineError(
    'bad-configuration',
    'SECRET_KEY is not the one that this record was made with. Nothing was changed.',
    {
      remedy:
        'Give this command the SECRET_KEY of the service. If that key is lost, start the service with the new one first.',
    },
  );
}

function missing(dataDir: string): HotlineError {
  return new HotlineError('database-unavailable', `There is no database in ${dataDir} yet.`, {
    remedy:
      'Start the service once (npm start), set DATABASE_URL, or use --directory FILE where the command has it.',
  });
}

function withoutKey(dataDir: string): HotlineError {
  return new HotlineError(
    'bad-configuration',
    `There is no file secret-key that can be read in ${dataDir}.`,
    {
      remedy:
        'Put the key of this record there, or set SECRET_KEY. If there is none yet, start the service once (npm start).',
    },
  );
}
