import type { Environment } from '../../app/config.ts';
import type { Directory } from '../../domain/directory-entry/directory.ts';
import { readDirectory } from './read-directory.ts';

/**
 * What is asked about: a file if one is given, otherwise what is in force in the database.
 * @throws HotlineError if neither can be had
 */
export async function loadDirectory(file: string | undefined, env: Environment): Promise<Directory<unknown>> {
  if (file !== undefined) return readDirectory(file);
  // with a file no database is needed, nor the time it takes to load all that speaks to one
  const { readDatabaseConfig } = await import('../../app/config.ts');
  const { directoryInForce } = await import('../../domain/in-force/directory-in-force.ts');
  const { withDatabase } = await import('./with-database.ts');
  return withDatabase(readDatabaseConfig(env), 'read', directoryInForce);
}
