import type { Database } from '../../platform/db/database.ts';
import { growLog } from '../evidence/grow-log.ts';
import type { LedgerParts } from '../evidence/log-keys.ts';
import { enterTimelines } from './enter-timelines.ts';

/** The ledger's own work, beside everything else: what has no leaf is entered, a piece at a time, and what waits is placed. */
export async function keepLedger(database: Database, parts: LedgerParts, now: Date): Promise<void> {
  await enterTimelines(database, now);
  await growLog(database, parts, { now });
}
