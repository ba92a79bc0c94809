import { type Environment, readDatabaseConfig } from '../../app/config.ts';
import { exportPerson } from '../../domain/privacy/export-person.ts';
import { OPERATOR } from '../../domain/users/operator.ts';
import { now } from '../../platform/clock.ts';
import { type ExitCode, OK } from '../support/exit-code.ts';
import { personMeant, readSought, type SoughtOptions } from '../support/sought-person.ts';
import { printJson } from '../support/terminal.ts';
import { withDatabase } from '../support/with-database.ts';

/** `hotline privacy export`: all that is held of a person, as JSON. */
export async function privacyExport(options: SoughtOptions, env: Environment): Promise<ExitCode> {
  const sought = readSought(options);
  const held = await withDatabase(readDatabaseConfig(env), 'write', async (database) =>
    exportPerson(database, await personMeant(database, sought), OPERATOR, now()),
  );
  printJson(held);
  return OK;
}
