import { type Environment, readDatabaseConfig } from '../../app/config.ts';
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
  const { databaseUrl } = readDatabaseConfig(env);
  if (databaseUrl !== undefined) return databaseUrl;
  throw new HotlineError('bad-configuration', 'DATABASE_URL: missing', {
    remedy:
      'Set DATABASE_URL to postgres://OWNER:PASSWORD@HOST:5432/DATABASE, or DATABASE_URL_FILE to a file with it.',
  });
}
