import type { Ticket } from '../tickets/ticket.ts';

/** Who was paged by SMS less than this ago gets the next mild pages together. */
export const COLLECT_MS = 60_000;

/** The same while there are more unverified tickets than usual. */
const COLLECT_IN_FLOOD_MS = 5 * 60_000;

/** Whether a page by SMS may have to wait for others: one about a mild ticket, or one that anybody could have opened. */
export function mayWait({ verified, severity }: Pick<Ticket, 'verified' | 'severity'>): boolean {
  return !verified || severity > 2;
}

/**
 * When a page by SMS may go out: severe ones at once, mild ones not right after another, nor those about tickets that
 * anybody could have opened.
 * @param phone.lastAt when the last page went out to the phone; null: none has
 * @param phone.isInFlood whether the ticket is one of many unverified ones
 * @returns null: now
 */
export function decideHoldBack(
  ticket: Pick<Ticket, 'verified' | 'severity'>,
  { lastAt, isInFlood }: { lastAt: Date | null; isInFlood: boolean },
  now: Date,
): Date | null {
  if (!mayWait(ticket) || lastAt === null) return null;
  const until = new Date(lastAt.getTime() + (isInFlood ? COLLECT_IN_FLOOD_MS : COLLECT_MS));
  return until > now ? until : null;
}
