import type { Work } from '../../platform/db/work.ts';
import { insertDecline } from '../paging/decline-store.ts';
import { changePage, findOpenPages, findPagesOfCall } from '../paging/page-store.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { writeDecision } from '../tickets/write-decision.ts';
import { decidePassOn, type Passing } from './decide-pass-on.ts';

/** Somebody passes a ticket on, see `decidePassOn`. @param request.callId the leg it was keyed on */
export async function passOn(
  work: Work,
  request: Passing & { ticketNumber: string; callId?: string },
): Promise<{ outcome: 'passed-on' | 'over'; ticket: Ticket } | { outcome: 'unknown'; ticket: null }> {
  const { tx, now } = work;
  const ticket = await lockTicket(tx, request.ticketNumber);
  if (!ticket) return { outcome: 'unknown', ticket: null };
  const open = await findOpenPages(tx, ticket.number);
  const keyed = request.callId ? await findPagesOfCall(tx, request.callId) : [];
  const decided = decidePassOn(ticket, request, { open, keyed }, now);
  if (decided.outcome === 'over') return { outcome: 'over', ticket };
  for (const id of decided.pages) await changePage(tx, id, { status: 'passed-on', at: now });
  const { declined } = decided;
  if (declined) await insertDecline(tx, { ticketNumber: ticket.number, ...declined });
  await writeDecision(work, ticket, decided.decision);
  return { outcome: 'passed-on', ticket };
}
