import type { Tx } from '../../platform/db/database.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { release } from './acknowledge.ts';

/** An acknowledgement that led to no callback in its time goes stale: the ticket is paged anew. */
export async function releaseStale(tx: Tx, ticketNumber: string, now: Date): Promise<void> {
  const ticket = await lockTicket(tx, ticketNumber);
  if (ticket?.status === 'acknowledged') await release(tx, ticket, 'no callback in time', now);
}
