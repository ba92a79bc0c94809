import type { Db } from '../db/database.ts';
import { findTicketsHeldBy } from '../tickets/ticket-store.ts';
import { findUnansweredPagesOf } from './page-store.ts';

/** The numbers of the cases that are an engineer's to deal with: those they have, then those they were paged about. */
export async function openForEngineer(db: Db, engineer: string): Promise<string[]> {
  const held = await findTicketsHeldBy(db, engineer);
  const paged = await findUnansweredPagesOf(db, engineer);
  return [
    ...new Set([...held.map(({ number }) => number), ...paged.map(({ ticketNumber }) => ticketNumber)]),
  ];
}
