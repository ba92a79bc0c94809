import type { Database } from './database.ts';
import { isUnavailable } from './unavailable.ts';

/** A database that was found well so often, and failed each time all the same, is somebody else's trouble. */
const MAX_TRIES = 5;

/**
 * Writes what must not be left unwritten for want of the database: as soon as rows can be written (again). The first connections
 * that are taken then may still be dead ones, so one failure is no reason to leave it.
 * @throws whatever else goes wrong, and HotlineError `database-unavailable` when it failed too often
 */
export async function onceWell<T>(database: Pick<Database, 'whenWell'>, write: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    await database.whenWell();
    try {
      return await write();
    } catch (error) {
      if (!isUnavailable(error) || tries >= MAX_TRIES) throw error;
    }
  }
}
