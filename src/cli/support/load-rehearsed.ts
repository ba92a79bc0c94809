import type { Environment } from '../../app/config.ts';
import type { RehearsalBasis } from '../../domain/rehearsal-runs/rehearse.ts';
import { now } from '../../platform/clock.ts';
import { readDirectory } from './read-directory.ts';

/**
 * What is to be rehearsed: a file alone, or what is in force with its absences and the numbers that take no SMS.
 * @throws HotlineError if neither can be had
 */
export async function loadRehearsed(file: string | undefined, env: Environment): Promise<RehearsalBasis> {
  if (file !== undefined)
    return {
      rehearsed: { directory: await readDirectory(file), absences: [], optedOut: [] },
      observed: null,
    };
  const { readDatabaseConfig } = await import('../../app/config.ts');
  const { withDatabase } = await import('./with-database.ts');
  const { basisInForce } = await import('../../domain/rehearsal-runs/basis-in-force.ts');
  return withDatabase(readDatabaseConfig(env), 'read', (database) => basisInForce(database, now()));
}
