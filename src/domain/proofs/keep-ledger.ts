import type { Database } from '../../platform/db/database.ts';
import { growLog } from '../evidence/grow-log.ts';
import type { LedgerDeps } from '../evidence/log-keys.ts';
import { closeMonths } from './close-months.ts';
import { enterRules } from './enter-rules.ts';
import { enterTimelines } from './enter-timelines.ts';

/** After an upgrade so many pieces of what was on record are entered at a time: nobody waits for them. */
const PIECES = 10;

/** The ledger's own work, beside everything else: what has no leaf is entered, what waits is placed, and months are closed. */
export async function keepLedger(database: Database, parts: LedgerDeps, now: Date): Promise<void> {
  await enterRules(database, now);
  for (let piece = 0; piece < PIECES && (await enterTimelines(database, now)); piece += 1);
  await growLog(database, parts, { now });
  await closeMonths(database, now);
}
