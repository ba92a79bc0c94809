import type { Db } from '../../platform/db/database.ts';
import { findTickets, findTicketsHeldBy } from '../tickets/ticket-store.ts';
import { findUnansweredPagesOf } from './page-store.ts';

/**
 * The numbers of the tickets that are an engineer's to deal with: those they have, then those they were paged about, and in
 * both verified ones first of all.
 */
export async function openForEngineer(db: Db, engineer: string): Promise<string[]> {
  const held = (await findTicketsHeldBy(db, engineer)).map(({ number }) => number);
  const paged = (await findUnansweredPagesOf(db, engineer)).map(({ ticketNumber }) => ticketNumber);
  const tickets = await findTickets(db, [...new Set([...held, ...paged])]);
  const place = ({ number, verified }: { number: string; verified: boolean }) =>
    (verified ? 0 : 2) + (held.includes(number) ? 0 : 1);
  return tickets.toSorted((one, other) => place(one) - place(other)).map(({ number }) => number);
}
