import { type ResponseWindow, waitsUntil, windowInstant } from '../calendar/response-target.ts';
import type { Ticket } from '../tickets/ticket.ts';

const GAP_MS = 2 * 60_000;
/** However many wait, nobody waits longer than this share of their window. */
const LATEST_SHARE = 0.2;

/** Whether a ticket of the night waits for its first page at the opening, in turn with the others. */
export function waitsForOpening(ticket: Ticket): boolean {
  const isFirstPage = ticket.round === 1 && ticket.nextStep === 0;
  return ticket.clock === 'business' && ticket.windowFrom > ticket.openedAt && isFirstPage;
}

/**
 * A ticket on the business clock wakes nobody: it is paged inside the opening hours of its calendar only, whatever it is
 * that would page now, unless its deadline comes before the next of them. Requests of the night begin together at the opening.
 * They are paged one after another, the earliest deadline first, so that whoever comes in is not met by all of them at once.
 * @param before how many that wait for the same opening come first
 * @returns when it is this ticket's turn, or null if it is now
 */
export function decideTurn(ticket: Ticket, window: ResponseWindow, before: number, now: Date): Date | null {
  if (ticket.clock !== 'business') return null;
  if (!waitsForOpening(ticket)) return waitsUntil(window, now);
  const turn = new Date(ticket.windowFrom.getTime() + before * GAP_MS);
  const latest = windowInstant(window, { share: LATEST_SHARE });
  const at = turn < latest ? turn : latest;
  // its turn may fall into a break, or into a day that was closed since
  return at > now ? at : waitsUntil(window, now);
}
