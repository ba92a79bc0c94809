import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { HotlineError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { isTaken, lockEverything } from './lock-everything.ts';
import { mendHistory } from './mend-history.ts';
import { findPendingMigrations } from './pending-migrations.ts';
import { reasonOf } from './reason-of.ts';
import { refusePooler } from './refuse-pooler.ts';
import { refuseWhileRestoring } from './restoring-lock.ts';
import { translate } from './unavailable.ts';
import { withClient } from './with-client.ts';

const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url));
const CONNECT_TIMEOUT_MS = 10_000;

export interface MigrateOptions {
  log?: Logger;
  /** run these only, for a database as another version had it; by default all */
  only?: readonly string[];
  /** for a restore, which keeps everybody else from the database */
  isRestoring?: boolean;
  /** false: a database that has no tables of the hotline is not given any, but refused */
  mayBegin?: boolean;
}

/**
 * The names of the migrations of this version, in their order: by number, and of two with one number (0008) by name. They
 * cannot be renumbered: a database knows by these names what was run on it, and so does the version before, which may run beside.
 */
export function migrationNames(): string[] {
  return readdirSync(MIGRATIONS)
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.slice(0, -'.sql'.length))
    .sort();
}

/**
 * Brings the database to the newest schema; forward only, also beside a version that serves. Processes that start at once wait
 * for each other on an advisory lock, and all pending migrations are one transaction: a failed start leaves the schema that ran before.
 * What has not been run is run in the order of the files, also where a later file has been run before it: two that were
 * written at the same time may have reached a database in either order.
 * @param url of a role that may create tables
 * @returns the names of the migrations that were run now
 * @throws HotlineError `database-unavailable` when the database cannot be reached, is being restored, or refuses a migration
 */
export async function migrate(
  url: string,
  { log, only, isRestoring = false, mayBegin = true }: MigrateOptions = {},
): Promise<string[]> {
  try {
    await refusePooler(url, CONNECT_TIMEOUT_MS);
    if (!isRestoring) await withClient(url, refuseWhileRestoring);
    await mendHistory(url);
    const pending = await findPendingMigrations(url, only ?? migrationNames());
    if (!pending.isBegun && !mayBegin) throw withoutTables();
    // a role that only serves cannot see what the runner looks for first
    if (pending.names.length === 0) return [];
    if (!pending.mayRun) throw mayNotMigrate();
    const names = await runPending(url, { only, isRestoring });
    if (names.length > 0) log?.info({ migrations: names }, 'the database has the newest schema');
    return names;
  } catch (cause) {
    const error = translate(cause);
    if (error instanceof HotlineError) throw error;
    throw new HotlineError(
      'database-unavailable',
      `The schema could not be brought up to date: ${reasonOf(error)}`,
      { remedy: remedyFor(error), cause: error },
    );
  }
}

async function runPending(
  url: string,
  { only, isRestoring }: { only: MigrateOptions['only']; isRestoring: boolean },
): Promise<string[]> {
  const quiet = () => {};
  // most starts have nothing to run, and are not kept waiting for what runs it
  const { PG_MIGRATE_LOCK_ID, runner } = await import('node-pg-migrate');
  // a connection that the runner opened itself would, when it is cut, end the process
  const done = await withClient(url, async (client) => {
    // the runner goes on in this transaction, and ends it
    await client.query('begin');
    // one that has begun since would take these tables for another's
    if (!isRestoring) await refuseWhileRestoring(client);
    await client.query('select pg_advisory_xact_lock($1)', [PG_MIGRATE_LOCK_ID]);
    await lockEverything(client);
    return runner({
      dbClient: client,
      dir: MIGRATIONS,
      ...(only === undefined ? {} : { ignorePattern: allBut(only) }),
      migrationsTable: 'migrations',
      direction: 'up',
      checkOrder: false,
      singleTransaction: true,
      noLock: true,
      logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    });
  });
  return done.map((migration) => migration.name);
}

/** A pattern of file names, as the runner takes it. */
function allBut(names: readonly string[]): string {
  const others = migrationNames().filter((name) => !names.includes(name));
  return `(\\..*|${others.map((name) => `${name}\\.sql`).join('|')})`;
}

const DUPLICATE = /^42(P0[67]|701|710|723)$/;
const MISSING = /^42(P01|703|704)$/;
const NOT_ALLOWED = '42501';

const BY_OWNER =
  'Run "hotline database migrate" as the role that owns the tables first, or let the role of DATABASE_URL create ' +
  'tables: as the owner of the database, or of its schema public.';

function mayNotMigrate(): HotlineError {
  return new HotlineError(
    'database-unavailable',
    'The tables are of an older version, and the role in DATABASE_URL may not change them.',
    { remedy: BY_OWNER },
  );
}

/** For a command that needs the tables of a record, not new ones. */
export function withoutTables(cause?: unknown): HotlineError {
  return new HotlineError('database-unavailable', 'The database has no tables of the hotline.', {
    remedy:
      'Check that DATABASE_URL names the database of the hotline. If it is to be that: start the service once, or import a directory.',
    cause,
  });
}

/** A server has answered, so the address is right: it is about the database and the role. */
function remedyFor(error: unknown): string {
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  if (code === NOT_ALLOWED) return BY_OWNER;
  if (isTaken(error))
    return (
      'Nothing was changed. Somebody keeps tables busy, such as a dump, an import or a busy line: start again when that is over, ' +
      'and see in pg_stat_activity who it is.'
    );
  if (DUPLICATE.test(code) || MISSING.test(code))
    return (
      'Nothing was changed. The tables are not as the hotline made them: DATABASE_URL names the database of another ' +
      'program, or somebody changed them. Give the hotline a database of its own, or undo the change.'
    );
  return 'Check that DATABASE_URL names the database of the hotline, and that its role may create tables.';
}
