import { withSecretFiles } from '../../app/config/secret-files.ts';
import type { Environment } from '../../app/config.ts';
import { readDatabaseAddress } from '../../platform/db/database-address.ts';
import { grantService } from '../../platform/db/grant-store.ts';
import { migrate } from '../../platform/db/migrate.ts';
import { HotlineError } from '../../platform/errors.ts';
import { type ExitCode, OK } from '../support/exit-code.ts';
import { count, print, printJson } from '../support/terminal.ts';

/**
 * `hotline database migrate`: brings the tables up to date, as the role that owns them, so that the service can run as one that
 * may not. Needs DATABASE_URL and no other secret.
 */
export async function databaseMigrate(
  { serviceRole, json }: { serviceRole?: string; json?: boolean },
  env: Environment,
): Promise<ExitCode> {
  const url = readAddress(env);
  const migrations = await migrate(url);
  if (serviceRole !== undefined) await grantService(url, serviceRole);
  if (json) printJson({ migrations, serviceRole: serviceRole ?? null });
  else
    print(
      migrations.length === 0
        ? 'The tables were up to date.'
        : `The tables are up to date: ${count(migrations.length, 'migration')}.`,
      ...(serviceRole === undefined ? [] : [`${serviceRole} may read and write rows, and nothing else.`]),
    );
  return OK;
}

function readAddress(env: Environment): string {
  const { values, faults } = withSecretFiles(env, ['DATABASE_URL']);
  const text = values.DATABASE_URL;
  const url = text === undefined ? null : readDatabaseAddress(text);
  if (url !== null && faults.length === 0) return url;
  const fault =
    faults[0] ?? `DATABASE_URL: ${text === undefined ? 'missing' : 'not an address of PostgreSQL'}`;
  throw new HotlineError('bad-configuration', fault, {
    remedy:
      'Set DATABASE_URL to postgres://OWNER:PASSWORD@HOST:5432/DATABASE, or DATABASE_URL_FILE to a file with it.',
  });
}
