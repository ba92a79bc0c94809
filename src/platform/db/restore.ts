import type pg from 'pg';
import { HotlineError } from '../errors.ts';
import { copyIn } from './copy-rows.ts';
import { type DumpProgress, openSession } from './dump.ts';
import { checkDump, type DumpHead, type DumpReader, type DumpTable, readDump } from './dump-file.ts';
import {
  clearTable,
  copyList,
  isEmpty,
  putBackForeignKeys,
  readColumns,
  removeEverything,
  setSequences,
  setTriggers,
  takeOffForeignKeys,
} from './dump-store.ts';
import { migrate, migrationNames } from './migrate.ts';
import { reasonOf } from './reason-of.ts';
import { beginRestoring, countConnected } from './restoring-lock.ts';

export interface Restored {
  /** when the dump was taken */
  at: Date;
  rows: number;
}

/**
 * Reads a dump to its end, before anything is touched.
 * @throws HotlineError `bad-input` when it is broken, cut off, or of a newer version
 */
export async function checkRestorable(file: string, stop?: AbortSignal): Promise<void> {
  const { head } = await checkDump(file, stop);
  refuseNewer(file, head);
}

/**
 * Brings a dump into an empty database: the tables as the version of the dump had them, its rows, and then whatever this
 * version changes about them. What fails leaves the database as empty as it was.
 * @param stop ends it before its rows are in: the database is as empty as it was, and its reason is thrown
 * @throws HotlineError `bad-input` when the database is not empty or in use, or the file is refused
 */
export async function restoreDatabase(
  url: string,
  file: string,
  onTable: DumpProgress,
  stop?: AbortSignal,
): Promise<Restored> {
  const client = await openSession(url);
  try {
    if (!(await beginRestoring(client))) throw underWay();
    if (!(await isEmpty(client))) throw notEmpty();
    if ((await countConnected(client)) > 0) throw inUse();
    try {
      const restored = await bringIn(client, url, { file, onTable, stop });
      await migrate(url, { isRestoring: true });
      return restored;
    } catch (error) {
      await client.query('rollback').catch(() => {});
      await removeEverything(client);
      stop?.throwIfAborted();
      throw error instanceof HotlineError ? error : refused(file, error);
    }
  } finally {
    await client.end();
  }
}

async function bringIn(
  client: pg.Client,
  url: string,
  { file, onTable, stop }: { file: string; onTable: DumpProgress; stop: AbortSignal | undefined },
): Promise<Restored> {
  let restoring: { keys: Awaited<ReturnType<typeof takeOffForeignKeys>>; tables: Set<string> } | undefined;
  const reader: DumpReader = {
    async head(found) {
      refuseNewer(file, found);
      await migrate(url, { only: found.migrations, isRestoring: true });
      await client.query('begin');
      const tables = new Set((await readColumns(client)).keys());
      restoring = { keys: await takeOffForeignKeys(client), tables };
    },
    async table(table, rows) {
      if (!restoring?.tables.has(table.table)) throw unknownTable(file, table);
      onTable(table.table, await bringInTable(client, table, rows));
    },
  };
  const { head, end } = await readDump(file, reader, stop);
  await putBackForeignKeys(client, restoring?.keys ?? []);
  await setSequences(client, end.sequences);
  await client.query('commit');
  return { at: new Date(head.at), rows: end.rows };
}

async function bringInTable(
  client: pg.Client,
  { table, columns }: DumpTable,
  rows: AsyncIterable<Buffer>,
): Promise<number> {
  await setTriggers(client, table, 'disable');
  await clearTable(client, table);
  const count = await copyIn(client, `copy ${copyList(table, columns)} from stdin`, rows);
  await setTriggers(client, table, 'enable');
  return count;
}

function refuseNewer(file: string, { migrations }: DumpHead): void {
  const known = new Set(migrationNames());
  const unknown = migrations.filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new HotlineError(
    'bad-input',
    `${file} was written by a newer version: this one does not know ${unknown.join(', ')}.`,
    { remedy: 'Restore it with the version that wrote it, or a newer one. Nothing was changed.' },
  );
}

function unknownTable(file: string, { table }: DumpTable): HotlineError {
  return new HotlineError('bad-input', `${file} has a table that the hotline does not have: ${table}.`, {
    remedy: 'Another program created it. Remove it from the database, and take the dump again.',
  });
}

function underWay(): HotlineError {
  return new HotlineError(
    'bad-input',
    'Another restore into this database is under way, or a service starts on it.',
    {
      remedy: 'Wait for the end of the restore, or stop the other. Nothing was changed.',
    },
  );
}

function inUse(): HotlineError {
  return new HotlineError('bad-input', 'A service or another command is connected to this database.', {
    remedy: 'Stop every process of the hotline that uses it, and try again. Nothing was changed.',
  });
}

function notEmpty(): HotlineError {
  return new HotlineError(
    'bad-input',
    'The database is not empty, so a restore would mix two sets of data.',
    {
      remedy:
        'Use an empty one: create a database and name it in DATABASE_URL, or set DATA_DIR to a folder that does not exist yet. Nothing was changed.',
    },
  );
}

function refused(file: string, cause: unknown): HotlineError {
  return new HotlineError(
    'database-unavailable',
    `${file} could not be restored into the database: ${reasonOf(cause)}`,
    {
      remedy:
        'The database is still empty. Check that the server is running and has disk space, and try again.',
      cause,
    },
  );
}
