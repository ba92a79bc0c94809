import type { Database } from '../../platform/db/database.ts';
import { growLog } from '../evidence/grow-log.ts';
import type { LedgerParts } from '../evidence/log-keys.ts';
import { closeMonths } from './close-months.ts';
import { enterRules } from './enter-rules.ts';
import { enterTimelines } from './enter-timelines.ts';

/** The ledger's own work, beside everything else: what has no leaf is entered, a piece at a time, what waits is placed, and months are closed. */
export async function keepLedger(database: Database, parts: LedgerParts, now: Date): Promise<void> {
  await enterRules(database, now);
  await enterTimelines(database, now);
  await growLog(database, parts, { now });
  await closeMonths(database, now);
}
