import { type Environment, readDatabaseConfig } from '../../app/config.ts';
import { leaveNumbersOut } from '../../domain/reconciliation/bring-back.ts';
import { openDatabase } from '../../platform/db/database.ts';
import { checkRestorable, restoreDatabase } from '../../platform/db/restore.ts';
import { HotlineError } from '../../platform/errors.ts';
import { type ExitCode, OK } from '../support/exit-code.ts';
import { interruption } from '../support/interruption.ts';
import { count, print, printJson } from '../support/terminal.ts';
import { withDatabaseUrl } from '../support/with-database.ts';
import { noteTable } from './database-dump.ts';

/** `hotline database restore FILE`: into an empty database. The file is read to its end before anything is made. */
export async function databaseRestore(
  file: string,
  { json }: { json?: boolean },
  env: Environment,
): Promise<ExitCode> {
  const config = readDatabaseConfig(env);
  const stop = new AbortController();
  void interruption().then(() => stop.abort(interrupted()));
  await checkRestorable(file, stop.signal);
  const { at, rows, nextNumber } = await withDatabaseUrl(config, 'make', async (url) => {
    const restored = await restoreDatabase(url, file, noteTable, stop.signal);
    const database = openDatabase(url, { max: 1 });
    try {
      return { ...restored, nextNumber: await leaveNumbersOut(database) };
    } finally {
      await database.close();
    }
  });
  if (json) printJson({ at, rows, nextNumber });
  else
    print(
      `Restored ${count(rows, 'row')} as they were at ${at.toISOString()}.`,
      `The next ticket is ${nextNumber}, so that no number given out since the dump is used twice.`,
      'Start with the same SECRET_KEY; with another one no PIN works, and everybody is signed out.',
      'If the service has been used since, run this before you start it: npm run hotline -- database restored',
    );
  return OK;
}

function interrupted(): HotlineError {
  return new HotlineError('interrupted', 'The restore was stopped before it was done.', {
    remedy: 'Start it again; the database is as empty as it was.',
  });
}
