import { DateTime } from 'luxon';
import type { Database } from '../../platform/db/database.ts';
import { placeWaiting } from '../evidence/grow-log.ts';
import { addFacts } from '../evidence/leaf-store.ts';
import { findLog, tryLockLedger } from '../evidence/log-store.ts';
import {
  beginMonths,
  listClosings,
  listOpenMonths,
  noteClosed,
  type OpenMonth,
} from '../evidence/month-store.ts';
import { fieldsOf } from '../evidence/statement.ts';
import { houseZone } from '../paging/house-zone.ts';

/** By then what was written in the month's last minute has its place. */
const SETTLED_MS = 60 * 60_000;
const PIECE = 200;

/**
 * Closes the months that are over: a fact of each customer says how many facts and tickets there were, so that none can be left
 * out at the month's edges. It stands directly behind what it counts, since it gets its place here. One month and piece.
 * @returns how many were closed; null: another process is at the ledger
 */
export async function closeMonths(database: Database, now: Date): Promise<number | null> {
  const zone = await houseZone(database);
  const last = lastMonth(new Date(now.getTime() - SETTLED_MS), zone);
  return database.transaction(async (tx) => {
    if (!(await tryLockLedger(tx))) return null;
    const log = await findLog(tx);
    if (!log) return 0;
    await beginMonths(tx, last);
    const open = await listOpenMonths(tx, log.id, { last, zone }, PIECE);
    if (open.length === 0) return 0;
    await addFacts(
      tx,
      open.map((month) => closingFact(month, now)),
    );
    const closings = await listClosings(tx);
    await placeWaiting(
      tx,
      log,
      closings.map((leaf) => ({ ...leaf, afterwards: false })),
    );
    await noteClosed(
      tx,
      open.map(({ customerNumber }) => customerNumber),
      open.map(({ month }) => month),
    );
    return open.length;
  });
}

function closingFact({ customerNumber, month, first, facts, tickets }: OpenMonth, now: Date) {
  const fields = fieldsOf({ month, first, facts, tickets });
  return { fact: 'month-closed' as const, at: now, customerNumber, fields };
}

/** The month before the one that a clock shows. */
function lastMonth(at: Date, zone: string): string {
  return DateTime.fromJSDate(at, { zone }).minus({ months: 1 }).toFormat('yyyy-MM');
}
