import type { Db } from '../../platform/db/database.ts';
import { waitsUntil } from '../calendar/response-target.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { windowOf } from '../tickets/ticket-window.ts';

/** Nobody has the ticket, and nobody is paged about it before the next business hours: nobody is to be waited for on the line. */
export async function isNobodyAsked(db: Db, ticket: Ticket, now: Date): Promise<boolean> {
  return ticket.acknowledgedBy === null && waitsUntil(await windowOf(db, ticket), now) !== null;
}
