import type { Db } from '../../platform/db/database.ts';
import { describeTicket, TICKET_VALUES } from '../tickets/describe-ticket.ts';
import type { Ticket } from '../tickets/ticket.ts';

/** What the menu of a ticket tells and needs. */
export const ASKED_TICKET_VALUES = [...TICKET_VALUES, 'asked-case'] as const;

/** A ticket as its menu tells it: what is keyed there is about this one. */
export async function describeAskedTicket(
  db: Db,
  ticket: Ticket,
  now: Date,
): Promise<Record<string, string>> {
  return { ...(await describeTicket(db, ticket, now)), 'asked-case': ticket.number };
}
