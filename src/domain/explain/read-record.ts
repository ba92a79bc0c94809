import type { Db } from '../../platform/db/database.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { timelineOf } from '../tickets/timeline-store.ts';
import { listCarried, listPendingWork } from './carried-store.ts';
import type { TicketRecord } from './explain-ticket.ts';

/** Reads all that is on record of a ticket's way. */
export async function readRecord(db: Db, ticket: Ticket): Promise<TicketRecord> {
  const [timeline, carried, pending] = await Promise.all([
    timelineOf(db, ticket.number),
    listCarried(db, ticket.number),
    listPendingWork(db, ticket.number),
  ]);
  return { ticket, timeline, carried, pending };
}
