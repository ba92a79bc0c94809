import { HotlineError } from '../errors.ts';
import { migrationNames, withoutTables } from './migrate.ts';
import { findPendingMigrations } from './pending-migrations.ts';
import { reasonOf } from './reason-of.ts';

/** A table, column, function, type or constraint that is asked for is not there. */
const MISSING = /^42(P01|703|883|704|P10)$/;
/** More names say no more. */
const MAX_NAMED = 3;

/**
 * Tables that are not those of this version fail somewhere in the work, and the server's words say nothing of that to whoever
 * waits at the terminal. Work that goes well on them goes well: two versions may serve side by side.
 * @returns which tables they are, and what to do; any other error as it was
 */
export async function explainTables(url: string, error: unknown): Promise<unknown> {
  if (!MISSING.test(String((error as { code?: unknown } | null)?.code ?? ''))) return error;
  const { names, unknown, isBegun } = await findPendingMigrations(url, migrationNames());
  if (!isBegun) return withoutTables(error);
  if (unknown.length > 0) {
    const named = unknown.slice(0, MAX_NAMED).join(', ') + (unknown.length > MAX_NAMED ? ' …' : '');
    return refused(`of a newer version than this one (${named})`, error, 'Use the version that serves it.');
  }
  if (names.length > 0) {
    const remedy =
      'Use the version that serves it; or bring them up to date: start this one, or run "hotline database migrate".';
    return refused('of an older version than this one', error, remedy);
  }
  const remedy = 'Somebody changed them. Undo that, or restore the last good backup.';
  return refused('not as the hotline made them', error, remedy);
}

function refused(which: string, cause: unknown, remedy: string): HotlineError {
  return new HotlineError(
    'database-unavailable',
    `The tables of the database are ${which}: ${reasonOf(cause)}.`,
    { remedy, cause },
  );
}
