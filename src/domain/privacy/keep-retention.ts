import { DateTime } from 'luxon';
import type { Database } from '../../platform/db/database.ts';
import { eachApart } from '../../platform/db/each-apart.ts';
import { addAuditEntry, type Doer } from '../users/audit-trail-store.ts';
import { DATA_CLASSES, type DataClass, endOf, type Retention } from './retention.ts';
import { countDue, forgetDue } from './retention-store.ts';

/** How much of each class was, or would be, forgotten. */
export type Forgotten = Record<DataClass, number>;

/** So few at a time that nobody waits for them. */
const BATCH = 200;
/** So much of a class in one go, which is done before anybody takes the work for abandoned; the rest is for the next one. */
const BATCHES = 4;

/** How much is past its period now, of each class up to `upTo`; null: all of it. Changes nothing. */
export async function lookAtRetention(
  database: Database,
  retention: Retention,
  { now, upTo }: { now: Date; upTo: number | null },
): Promise<Forgotten> {
  const counts = DATA_CLASSES.map(async (dataClass) => {
    const end = endOf(retention[dataClass], DateTime.fromJSDate(now));
    return [dataClass, end ? await countDue(database, dataClass, { end, upTo }) : 0] as const;
  });
  return Object.fromEntries(await Promise.all(counts)) as Forgotten;
}

/** What of one class could not be forgotten, and why. */
export interface Unforgotten {
  dataClass: DataClass;
  error: unknown;
}

/**
 * Forgets what is past its period, in small steps that stand by themselves, and writes down how much it was. A class that
 * cannot be forgotten holds up no other, and is not written down.
 * @returns what was forgotten, whether there is more, and what could not be
 */
export async function keepRetention(
  database: Database,
  retention: Retention,
  by: Doer,
  now: Date,
): Promise<{ forgotten: Forgotten; isMore: boolean; failed: Unforgotten[] }> {
  const forgotten = Object.fromEntries(DATA_CLASSES.map((dataClass) => [dataClass, 0])) as Forgotten;
  let isMore = false;
  const failed: Unforgotten[] = [];
  const forgetClass = async (dataClass: DataClass) => {
    const end = endOf(retention[dataClass], DateTime.fromJSDate(now));
    if (!end) return;
    const batch = { end, now, limit: BATCH };
    for (let turn = 0, full = true; full; turn += 1) {
      const count = await database.transaction((tx) => forgetDue(tx, dataClass, batch));
      forgotten[dataClass] += count;
      full = count === BATCH && turn + 1 < BATCHES;
      isMore ||= count === BATCH && !full;
    }
  };
  await eachApart(DATA_CLASSES, forgetClass, (dataClass, error) => failed.push({ dataClass, error }));
  const kept = Object.entries(forgotten).filter(([name]) =>
    failed.every(({ dataClass }) => dataClass !== name),
  );
  await addAuditEntry(database, by, { action: 'retention-kept', detail: Object.fromEntries(kept) }, now);
  return { forgotten, isMore, failed };
}
