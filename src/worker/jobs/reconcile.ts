import { reconcile } from '../../domain/reconciliation/reconcile.ts';
import { beat } from '../../domain/reconciliation/reconciliation-store.ts';
import type { Tx } from '../../platform/db/database.ts';
import { HotlineError } from '../../platform/errors.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import type { Job, JobDeps } from './job.ts';

/** There is one carrier, so one timer. */
export const RECONCILIATION = 'carrier';

/** A way to us may be broken that we can't see from inside: a message must not wait for long, its clock runs. */
const EVERY_MS = 5 * 60_000;
/** Something has not ended yet, or the carrier could not be asked. */
const SOON_MS = 60_000;
/** Whoever has not been heard of for this long may have missed calls. */
const SILENCE_MS = 90_000;

/** Holds the carrier's record against ours, again and again. */
export const reconcileRegularly: Job = async (deps) => {
  const pauseMs = (await tryToReconcile(deps)) ? EVERY_MS : SOON_MS;
  await deps.database.transaction((tx) => queueReconciliation(tx, new Date(deps.now().getTime() + pauseMs)));
};

/** @returns whether nothing is left to be looked at soon */
async function tryToReconcile(deps: JobDeps): Promise<boolean> {
  try {
    const { pending } = await reconcile(deps, deps.now());
    return !pending;
  } catch (error) {
    if (!(error instanceof HotlineError) || !error.code.startsWith('carrier-')) throw error;
    deps.log.warn({ err: error }, 'the carrier could not be asked for calls we missed; will be retried');
    return false;
  }
}

/** Says that this part of the service lives. After a silence the carrier is asked at once what we missed. */
export async function noteAlive(
  { database, now }: Pick<JobDeps, 'database' | 'now'>,
  part: 'web' | 'worker',
): Promise<void> {
  const before = await beat(database, part, now());
  const gone = before === null || now().getTime() - before.getTime() > SILENCE_MS;
  if (gone) await database.transaction((tx) => queueReconciliation(tx, now()));
}

async function queueReconciliation(tx: Tx, dueAt: Date): Promise<void> {
  await setTimer(tx, { kind: 'reconcile', subject: RECONCILIATION, dueAt });
}
