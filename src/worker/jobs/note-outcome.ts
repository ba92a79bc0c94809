import { onceWell } from '../../platform/db/once-well.ts';
import { isUnavailable } from '../../platform/db/unavailable.ts';
import type { JobDeps } from './job.ts';

/**
 * Notes what became of a request to the carrier. If the database is away just then, it is noted as soon as that is back: else
 * the next one to look would have to take it for unknown, and wait.
 * @param note may run twice
 * @throws what `note` throws, the first time
 */
export async function noteOutcome(
  deps: Pick<JobDeps, 'database' | 'log'>,
  note: () => Promise<unknown>,
): Promise<void> {
  try {
    await note();
  } catch (error) {
    if (isUnavailable(error)) noteOnceWell(deps, note);
    throw error;
  }
}

/** The same for what can't be noted now. Nobody waits for it. */
export function noteOnceWell(
  { database, log }: Pick<JobDeps, 'database' | 'log'>,
  note: () => Promise<unknown>,
): void {
  onceWell(database, note).catch((err: unknown) =>
    log.warn({ err }, 'could not save the result of a request to the carrier'),
  );
}
