import type { Db } from '../../platform/db/database.ts';
import { addFacts } from '../evidence/leaf-store.ts';
import { fieldsOf } from '../evidence/statement.ts';

/** A difference that grows or shrinks by less is the same one. */
const SAME_MS = 250;

/** What was written down last, by this process. */
export interface NotedClock {
  day: string;
  offsetMs: number;
}

/**
 * Writes into the ledger how far this host's clock was from the database's, whose instants all facts have: each day, and when it
 * has changed.
 * @param offsetMs what is added to the host's clock
 * @param noted what was written down last; null: nothing
 * @returns what is written down now
 */
export async function noteClock(
  db: Db,
  offsetMs: number,
  noted: NotedClock | null,
  now: Date,
): Promise<NotedClock> {
  const day = now.toISOString().slice(0, 10);
  const isSame = noted?.day === day && Math.abs(noted.offsetMs - offsetMs) < SAME_MS;
  if (noted && isSame) return noted;
  const fields = fieldsOf({ source: 'database', 'offset-ms': Math.round(offsetMs) });
  await addFacts(db, [{ fact: 'clock', at: now, fields }]);
  return { day, offsetMs };
}
