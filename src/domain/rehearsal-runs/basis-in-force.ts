import type { Db } from '../../platform/db/database.ts';
import { rehearsedInForce } from '../in-force/rehearsed-in-force.ts';
import { readObserved } from '../observed/observed-store.ts';
import type { RehearsalBasis } from './rehearse.ts';

/** A year ago people and plans were others. */
const LEARNED_MS = 366 * 24 * 3_600_000;

/** What is in force, and the record of the last year. */
export async function basisInForce(db: Db, now: Date): Promise<RehearsalBasis> {
  return {
    rehearsed: await rehearsedInForce(db, now),
    observed: await readObserved(db, new Date(now.getTime() - LEARNED_MS), now),
  };
}
