import { closeTicket } from '../../domain/ticket-operations/close-ticket.ts';
import { listTickets } from '../../domain/tickets/ticket-store.ts';
import type { Database } from '../../platform/db/database.ts';

/** More than anybody practises with at once. */
const MAX_CLOSED = 200;

/** Clears the table of the practice line: what is still open is closed, and nobody is paged about it any more. */
export async function closeOpenTickets(database: Database, now: Date): Promise<void> {
  for (const status of ['open', 'acknowledged'] as const)
    for (const { number } of await listTickets(database, { status, limit: MAX_CLOSED })) {
      const closing = { ticketNumber: number, by: 'hotline', text: 'The practice line was started anew.' };
      await database.transaction((tx) => closeTicket({ tx, now }, closing));
    }
}
