import type { Database } from '../../platform/db/database.ts';
import { timeAhead } from '../rehearsal/time-ahead.ts';
import { proveInForce } from '../rehearsal-runs/prove-apart.ts';
import { decideOutlook } from './decide-outlook.ts';
import { findOutlook, saveOutlook } from './outlook-store.ts';

/** Nobody waits for it at night. */
const TIMEOUT_MS = 60_000;

/** Each night: whether the promises of the coming weeks can be kept, beside what the night before saw. @returns false: it took too long */
export async function lookAhead(database: Database, at: Date): Promise<boolean> {
  const holes = await proveInForce(database, at, TIMEOUT_MS);
  if (holes === null) return false;
  const { until } = timeAhead(at);
  await database.transaction(async (tx) =>
    saveOutlook(tx, decideOutlook(await findOutlook(tx), { at, until, holes })),
  );
  return true;
}
