import type { Environment } from '../../app/config.ts';
import type { Rehearsed } from '../../domain/rehearsal/rehearsed.ts';
import { now } from '../../platform/clock.ts';
import { loadDirectory } from './load-directory.ts';
import { readDirectory } from './read-directory.ts';

/**
 * What is to be rehearsed: a file alone, or what is in force with its absences and the numbers that take no SMS.
 * @throws HotlineError if neither can be had
 */
export async function loadRehearsed(file: string | undefined, env: Environment): Promise<Rehearsed> {
  if (file !== undefined) return { directory: await readDirectory(file), absences: [], optedOut: [] };
  const { lookAtConfig } = await import('./look-at-config.ts');
  const { withDatabase } = await import('./with-database.ts');
  const { listAbsences } = await import('../../domain/oncall/engineers/absence-store.ts');
  const { listEngineers } = await import('../../domain/oncall/engineers/engineer-store.ts');
  const directory = await loadDirectory(undefined, env);
  return withDatabase(lookAtConfig(env), 'read', async (database) => ({
    directory,
    absences: (await listAbsences(database, now())).map(({ engineer, from, until }) => ({
      engineer,
      from,
      until,
    })),
    optedOut: (await listEngineers(database)).flatMap((engineer) => engineer.optedOut),
  }));
}
