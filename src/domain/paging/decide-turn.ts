import type { Db } from '../../platform/db/database.ts';
import { isOpen, nextOpening } from '../calendar/calendar.ts';
import { windowInstant } from '../calendar/response-target.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { countBeforeAtOpening } from '../tickets/ticket-store.ts';
import { windowOf } from '../tickets/ticket-window.ts';

const GAP_MS = 2 * 60_000;
/** However many wait, nobody waits longer than this share of their window. */
const LATEST_SHARE = 0.2;

/**
 * A ticket on the business clock wakes nobody: it is paged inside the opening hours of its calendar only, whatever it is
 * that would page now. Requests of the night begin together at the opening. They are paged one after another, the earliest deadline first,
 * so that whoever comes in is not met by all of them at once.
 * @returns when it is this ticket's turn, or null if it is now
 */
export async function stagger(db: Db, ticket: Ticket, now: Date): Promise<Date | null> {
  if (ticket.clock !== 'business') return null;
  const window = await windowOf(db, ticket);
  const waitsForFirstPage =
    ticket.windowFrom > ticket.openedAt && ticket.round === 1 && ticket.nextStep === 0;
  if (!waitsForFirstPage) return isOpen(window.calendar, now) ? null : nextOpening(window.calendar, now);
  const before = await countBeforeAtOpening(db, ticket);
  const turn = new Date(ticket.windowFrom.getTime() + before * GAP_MS);
  const latest = windowInstant(window, { share: LATEST_SHARE });
  const at = turn < latest ? turn : latest;
  return at > now ? at : null;
}
