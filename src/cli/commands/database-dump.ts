import { statSync } from 'node:fs';
import type { DatabaseConfig } from '../../app/config/record.ts';
import { type Environment, readDatabaseConfig } from '../../app/config.ts';
import { now } from '../../platform/clock.ts';
import { dumpDatabase } from '../../platform/db/dump.ts';
import { HotlineError } from '../../platform/errors.ts';
import { type ExitCode, OK } from '../support/exit-code.ts';
import { interruption } from '../support/interruption.ts';
import { count, note, print, printJson } from '../support/terminal.ts';
import { withDatabaseUrl } from '../support/with-database.ts';

/** `hotline database dump FILE`: the whole database in one file, as it was at one instant. */
export async function databaseDump(
  file: string,
  { json }: { json?: boolean },
  env: Environment,
): Promise<ExitCode> {
  const config = readDatabaseConfig(env);
  const stop = new AbortController();
  void interruption().then(() => stop.abort(interrupted(file)));
  const rows = await withDatabaseUrl(config, 'read', (url) =>
    dumpDatabase(url, file, { now: now(), onTable: noteTable, stop: stop.signal }),
  );
  const bytes = statSync(file).size;
  if (json) printJson({ file, rows, bytes });
  else print(`${file}: ${count(rows, 'row')}, ${bytes} bytes.`, ...whatElse(config, env));
  return OK;
}

function interrupted(file: string): HotlineError {
  const message = `The dump was stopped before it was whole: ${file} was not written.`;
  const remedy = 'Start it again; the database was only read.';
  return new HotlineError('interrupted', message, { remedy });
}

/** Progress; a table that is empty is none. */
export function noteTable(table: string, rows: number): void {
  if (rows > 0) note(`${table}: ${count(rows, 'row')}`);
}

/** What a dump is worth little without. */
function whatElse({ databaseUrl, dataDir }: DatabaseConfig, env: Environment): string[] {
  const key =
    databaseUrl !== undefined || env.SECRET_KEY || env.SECRET_KEY_FILE
      ? 'SECRET_KEY'
      : `${dataDir}/secret-key (or SECRET_KEY)`;
  return [
    `Keep ${key} with it, in a place of its own: without it no PIN is right any more.`,
    'Recordings are not in it: keep their folder or bucket, too.',
  ];
}
