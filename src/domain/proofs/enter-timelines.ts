import type { Database } from '../../platform/db/database.ts';
import { addFacts, leafParams } from '../evidence/leaf-store.ts';
import { tryLockLedger } from '../evidence/log-store.ts';
import { insertEntered, listToEnter, setEnteredTo } from '../evidence/place-store.ts';
import { promiseFields, timelineFields } from '../evidence/ticket-facts.ts';
import { findTicket } from '../tickets/ticket-store.ts';

const PIECE = 500;
/** What was written by now is committed, or never will be. */
const SETTLED_MS = 5 * 60_000;

/**
 * Entries of timelines that have no leaf get one that says "afterwards": those of the time before there was a ledger, and what
 * a version that knows none writes beside. With them the promise of their ticket as it stands. One piece.
 * @returns whether there may be more
 */
export async function enterTimelines(database: Database, now: Date): Promise<boolean> {
  return database.transaction(async (tx) => {
    if (!(await tryLockLedger(tx))) return false;
    const rows = await listToEnter(tx, new Date(now.getTime() - SETTLED_MS), PIECE);
    const last = rows.at(-1);
    if (!last) return false;
    const missing = rows.filter(({ hasLeaf }) => !hasLeaf);
    for (const row of missing) {
      const call = row.call === null ? {} : { call: row.call };
      await insertEntered(tx, row, leafParams({ ...timelineFields(row.ticketNumber, row), ...call }, call));
    }
    for (const ticketNumber of new Set(missing.map((row) => row.ticketNumber))) {
      const ticket = await findTicket(tx, ticketNumber);
      const fields = { ticket: ticketNumber, ...promiseFields(ticket ?? {}) };
      const { customerNumber = null } = ticket ?? {};
      await addFacts(tx, [{ fact: 'promise', at: null, ticketNumber, customerNumber, fields }], true);
    }
    await setEnteredTo(tx, last.id);
    return rows.length === PIECE;
  });
}
