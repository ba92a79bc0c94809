import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { lstat, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { HotlineError } from '../errors.ts';
import { fileFault } from '../file-fault.ts';
import { copyOut } from './copy-rows.ts';
import { END_OF_ROWS, FORMAT } from './dump-file.ts';
import { copyList, lockTables, readColumns, readSequences } from './dump-store.ts';
import { withoutTables } from './migrate.ts';
import { readRun } from './pending-migrations.ts';
import { refuseWhileRestoring } from './restoring-lock.ts';
import { translate } from './unavailable.ts';
import { openClient } from './with-client.ts';

/** Told after each table. */
export type DumpProgress = (table: string, rows: number) => void;

/**
 * Writes every table into one file, as they were at one instant; the service may go on meanwhile. The file appears under
 * its name only when it is whole, and is readable for its user only.
 * @param stop ends it before it is whole: nothing of it is left, and its reason is thrown
 * @returns how many rows there were
 * @throws HotlineError `database-unavailable`, also while a restore is under way, or `bad-input` when the file cannot be written, or is no file
 */
export async function dumpDatabase(
  url: string,
  file: string,
  { now, onTable, stop }: { now: Date; onTable: DumpProgress; stop?: AbortSignal },
): Promise<number> {
  await refuseNoFile(file);
  // a name of its own: of two dumps into one file at once, each is whole
  const beside = `${file}.${randomUUID()}.part`;
  const client = await openSession(url);
  try {
    await refuseWhileRestoring(client);
    await client.query('begin isolation level repeatable read read only');
    const columns = await readColumns(client);
    const migrations = await readRun(client);
    if (migrations.length === 0) throw withoutTables();
    // nobody changes a table between now and its turn
    await lockTables(client, [...columns.keys()]);
    const rows = await writeFile(client, beside, { migrations, columns, now, onTable, stop });
    await client.query('commit');
    await rename(beside, file);
    return rows;
  } catch (error) {
    await rm(beside, { force: true });
    stop?.throwIfAborted();
    throw isFileFault(error)
      ? new HotlineError('bad-input', `${file} cannot be written: ${fileFault(error)}.`, {
          remedy: 'Check that there is disk space, and that this user may write there.',
          cause: error,
        })
      : error;
  } finally {
    await client.end();
  }
}

/** The dump takes the place of what has its name: that of a device or a link (`/dev/stdout`) is not ours to take. */
async function refuseNoFile(file: string): Promise<void> {
  const found = await lstat(file).catch(() => null);
  if (found === null || found.isFile()) return;
  throw new HotlineError('bad-input', `${file} is there, and is no file.`, {
    remedy: 'Name a file, or one that does not exist yet. Nothing was changed.',
  });
}

async function writeFile(
  client: pg.Client,
  file: string,
  what: {
    migrations: string[];
    columns: Map<string, string[]>;
    now: Date;
    onTable: DumpProgress;
    stop?: AbortSignal | undefined;
  },
): Promise<number> {
  const { migrations, columns, now, onTable, stop } = what;
  const packed = createGzip();
  const target = createWriteStream(file, { mode: 0o600, flush: true });
  const written = pipeline(packed, target, { signal: stop });
  // looked at below; what fails before must not end the process
  written.catch(() => {});
  const say = (line: object | string) =>
    packed.write(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`);

  say({ format: FORMAT, at: now.toISOString(), migrations });
  let rows = 0;
  for (const [table, list] of columns) {
    say({ table, columns: list });
    const copied = copyOut(client, `copy ${copyList(table, list)} to stdout`, packed);
    await Promise.race([copied, written]);
    const count = await copied;
    say(END_OF_ROWS);
    onTable(table, count);
    rows += count;
  }
  // read last: a sequence is outside the snapshot, and may be ahead of the rows, never behind
  say({ end: true, rows, sequences: await readSequences(client) });
  packed.end();
  await written;
  return rows;
}

/** A connection without the time limits of a caller on the line. */
export async function openSession(url: string): Promise<pg.Client> {
  const client = await openClient({
    connectionString: url,
    application_name: 'priority-line database',
    keepAlive: true,
  });
  try {
    await client.query(
      `set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set search_path = public`,
    );
    return client;
  } catch (cause) {
    await client.end().catch(() => {});
    throw translate(cause);
  }
}

function isFileFault(error: unknown): boolean {
  return typeof (error as NodeJS.ErrnoException).syscall === 'string' && 'path' in (error as object)
    ? true
    : ['ENOSPC', 'EACCES', 'EISDIR', 'EROFS', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '');
}
