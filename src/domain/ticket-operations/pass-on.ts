import type { Work } from '../../platform/db/work.ts';
import { findRunningAttempt } from '../callbacks/callback-store.ts';
import { withdrawAttempt } from '../callbacks/dissolve-attempt.ts';
import { howFar } from '../callbacks/how-far.ts';
import { insertDecline } from '../paging/decline-store.ts';
import { changePage, findOpenPages, findPagesOfCall } from '../paging/page-store.ts';
import { silencePage } from '../paging/withdraw-pages.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { writeDecision } from '../tickets/write-decision.ts';
import { decidePassOn, type Passing } from './decide-pass-on.ts';

/**
 * Somebody passes a ticket on, see `decidePassOn`: their phone rings about it no more.
 * @param request.callId the leg it was keyed on
 * @param request.phone the number it was written from, of a supervisor, who is known by it only
 */
export async function passOn(
  work: Work,
  request: Passing & { ticketNumber: string; callId?: string; phone?: string },
): Promise<
  { outcome: 'passed-on' | 'over' | 'busy'; ticket: Ticket } | { outcome: 'unknown'; ticket: null }
> {
  const { tx, now } = work;
  const ticket = await lockTicket(tx, request.ticketNumber);
  if (!ticket) return { outcome: 'unknown', ticket: null };
  const open = await findOpenPages(tx, ticket.number);
  const keyed = request.callId ? await findPagesOfCall(tx, request.callId) : [];
  const attempt = await findRunningAttempt(tx, ticket.number);
  const callback = await howFar(tx, attempt);
  const decided = decidePassOn(ticket, request, { open, keyed, callback }, now);
  if (decided.outcome !== 'passed-on') return { outcome: decided.outcome, ticket };
  const known = new Map([...keyed, ...open].map((page) => [page.id, page]));
  for (const page of decided.pages.flatMap((id) => known.get(id) ?? [])) {
    // one supervisor says no for all, but another's phone goes on ringing
    const isTheirs = request.engineer !== null || page.number === request.phone;
    if (isTheirs && page.callId !== request.callId) await silencePage(work, page, 'passed-on');
    else await changePage(tx, page.id, { status: 'passed-on', at: now });
  }
  const { declined, withdrawsCallback } = decided;
  if (declined) await insertDecline(tx, { ticketNumber: ticket.number, ...declined });
  if (attempt && withdrawsCallback) await withdrawAttempt(work, attempt);
  await writeDecision(work, ticket, decided.decision);
  return { outcome: 'passed-on', ticket };
}
