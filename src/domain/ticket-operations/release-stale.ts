import type { Work } from '../../platform/db/work.ts';
import { findEngineer } from '../oncall/engineers/engineer-store.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { release } from './acknowledge.ts';

/** An acknowledgement that led to no callback in its time goes stale, as does that of somebody who was retired: the ticket is paged anew. */
export async function releaseStale(work: Work, ticketNumber: string): Promise<void> {
  const { tx } = work;
  const ticket = await lockTicket(tx, ticketNumber);
  if (ticket?.status !== 'acknowledged') return;
  const holder = ticket.acknowledgedBy === null ? null : await findEngineer(tx, ticket.acknowledgedBy);
  await release(work, ticket, holder?.retired ? 'retired' : 'no callback in time');
}
