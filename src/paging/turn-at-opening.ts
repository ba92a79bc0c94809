import type { Db } from '../db/database.ts';
import { windowInstant } from '../tickets/response-target.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { countBeforeAtOpening } from '../tickets/ticket-store.ts';
import { windowOf } from './ticket-window.ts';

const GAP_MS = 2 * 60_000;
/** However many wait, nobody waits longer than this share of their window. */
const LATEST_SHARE = 0.2;

/**
 * Requests of the night begin together at the opening. They are paged one after another, the earliest deadline first,
 * so that whoever comes in is not met by all of them at once.
 * @returns when it is this ticket's turn, or null if it is now
 */
export async function turnAtOpening(db: Db, ticket: Ticket, now: Date): Promise<Date | null> {
  const waitedForOpening = ticket.clock === 'business' && ticket.windowFrom > ticket.openedAt;
  if (!waitedForOpening || ticket.round > 1 || ticket.nextStep > 0) return null;
  const before = await countBeforeAtOpening(db, ticket);
  const turn = new Date(ticket.windowFrom.getTime() + before * GAP_MS);
  const latest = windowInstant(await windowOf(db, ticket), { share: LATEST_SHARE });
  const at = turn < latest ? turn : latest;
  return at > now ? at : null;
}
