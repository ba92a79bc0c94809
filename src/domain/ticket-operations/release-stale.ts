import type { Work } from '../../platform/db/work.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { release } from './acknowledge.ts';

/** An acknowledgement that led to no callback in its time goes stale: the ticket is paged anew. */
export async function releaseStale(work: Work, ticketNumber: string): Promise<void> {
  const { tx } = work;
  const ticket = await lockTicket(tx, ticketNumber);
  if (ticket?.status === 'acknowledged') await release(work, ticket, 'no callback in time');
}
