import type { Environment } from '../../app/config.ts';
import type { Observed } from '../../domain/observed/observed.ts';
import type { Rehearsed } from '../../domain/rehearsal/rehearsed.ts';
import { now } from '../../platform/clock.ts';
import { readDirectory } from './read-directory.ts';

/** What is to be rehearsed, and the record to learn from; null: there is none beside a file. */
export interface LoadedRehearsal {
  rehearsed: Rehearsed;
  observed: Observed | null;
}

/** A year ago people and plans were others. */
const LEARNED_MS = 366 * 24 * 3_600_000;

/**
 * What is to be rehearsed: a file alone, or what is in force with its absences and the numbers that take no SMS.
 * @throws HotlineError if neither can be had
 */
export async function loadRehearsed(file: string | undefined, env: Environment): Promise<LoadedRehearsal> {
  if (file !== undefined)
    return {
      rehearsed: { directory: await readDirectory(file), absences: [], optedOut: [] },
      observed: null,
    };
  const { lookAtConfig } = await import('./look-at-config.ts');
  const { withDatabase } = await import('./with-database.ts');
  const { readObserved } = await import('../../domain/observed/observed-store.ts');
  const { rehearsedInForce } = await import('../../domain/in-force/rehearsed-in-force.ts');
  return withDatabase(lookAtConfig(env), 'read', async (database) => ({
    rehearsed: await rehearsedInForce(database, now()),
    observed: await readObserved(database, new Date(now().getTime() - LEARNED_MS), now()),
  }));
}
