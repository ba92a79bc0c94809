import type { Tx } from '../../platform/db/database.ts';
import { setEscalation } from '../paging/escalate.ts';
import { changePage, findOpenPages, findPagesOfCall } from '../paging/page-store.ts';
import { isUnanswered, type Ticket } from '../tickets/ticket.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { declineTicket, release } from './acknowledge.ts';

/**
 * Somebody passes a ticket on: their pages are over, and the next person is paged at once. It does not come back to them
 * for a while, unless nobody else is left.
 */
export async function passOn(
  tx: Tx,
  request: { ticketNumber: string; by: string; engineer: string | null; callId?: string },
  now: Date,
): Promise<{ outcome: 'passed-on' | 'over'; ticket: Ticket } | { outcome: 'unknown'; ticket: null }> {
  const ticket = await lockTicket(tx, request.ticketNumber);
  if (!ticket) return { outcome: 'unknown', ticket: null };
  if (!isUnanswered(ticket)) return { outcome: 'over', ticket };
  await addEvent(tx, ticket.number, { at: now, kind: 'passed-on', actor: request.by });
  const theirs = (await findOpenPages(tx, ticket.number)).filter(
    (page) => page.engineer === request.engineer,
  );
  // the leg it was keyed on may have been taken for a machine's, and its page for over
  const rung = request.callId ? await findPagesOfCall(tx, request.callId) : [];
  const keyed = rung.find(({ ticketNumber }) => ticketNumber === ticket.number);
  if (keyed) await changePage(tx, keyed.id, 'passed-on', now);
  for (const page of theirs) await changePage(tx, page.id, 'passed-on', now);
  if (request.engineer !== null) await declineTicket(tx, ticket, request.engineer, now);
  if (ticket.acknowledgedBy === request.by) await release(tx, ticket, 'passed on', now);
  else if (ticket.status === 'open') await setEscalation(tx, ticket, now);
  return { outcome: 'passed-on', ticket };
}
