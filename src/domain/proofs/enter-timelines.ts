import type { Database, Tx } from '../../platform/db/database.ts';
import { addFacts, leafParams, type NewFact } from '../evidence/leaf-store.ts';
import { tryLockLedger } from '../evidence/log-store.ts';
import {
  findSettled,
  insertEntered,
  listUnentered,
  setEnteredTo,
  type Unentered,
} from '../evidence/place-store.ts';
import { promiseFields, timelineFields } from '../evidence/ticket-facts.ts';
import { findTickets } from '../tickets/ticket-store.ts';

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
    const settled = new Date(now.getTime() - SETTLED_MS);
    const { last, count } = await findSettled(tx, settled, PIECE);
    if (last === null) return false;
    const missing = await listUnentered(tx, settled, last);
    if (missing.length > 0) await enter(tx, missing);
    await setEnteredTo(tx, last);
    return count === PIECE;
  });
}

async function enter(tx: Tx, rows: readonly Unentered[]): Promise<void> {
  const leaves = rows.map((row) => {
    const call = row.call === null ? {} : { call: row.call };
    return leafParams({ ...timelineFields(row.ticketNumber, row), ...call }, call);
  });
  await insertEntered(tx, rows, leaves);
  const tickets = await findTickets(tx, [...new Set(rows.map(({ ticketNumber }) => ticketNumber))]);
  const promises = tickets.map((ticket): NewFact => {
    const { number: ticketNumber, customerNumber } = ticket;
    const fields = { ticket: ticketNumber, ...promiseFields(ticket) };
    return { fact: 'promise', at: null, ticketNumber, customerNumber, fields };
  });
  await addFacts(tx, promises, true);
}
