import type { Page } from '../paging/page.ts';
import type { Decision } from '../tickets/decision.ts';
import { lacksHands } from '../tickets/hands.ts';
import { isUnanswered, type Ticket } from '../tickets/ticket.ts';
import { type DecidedDecline, decideDecline, decideRelease } from './decide-acknowledgement.ts';

/** Who passes a ticket on. */
export interface Passing {
  by: string;
  /** the key; null: a supervisor */
  engineer: string | null;
}

/** What tells whether a page is over once its ticket is passed on. */
type PassedPage = Pick<Page, 'id' | 'ticketNumber' | 'engineer'>;

export type PassOnDecision =
  | { outcome: 'over' }
  | {
      outcome: 'passed-on';
      /** the pages that are over: the ids */
      pages: readonly string[];
      declined: DecidedDecline | null;
      decision: Decision;
    };

/**
 * Somebody passes a ticket on: their pages are over, and the next person is paged at once. It does not come back to them
 * for a while, unless nobody else is left.
 * @param pages.open those of the ticket that somebody may still acknowledge
 * @param pages.keyed those of the leg it was keyed on: it may have been taken for a machine's, and its page for over
 */
export function decidePassOn(
  ticket: Ticket,
  { by, engineer }: Passing,
  pages: { open: readonly PassedPage[]; keyed: readonly PassedPage[] },
  now: Date,
): PassOnDecision {
  if (!isUnanswered(ticket)) return { outcome: 'over' };
  const keyed = pages.keyed.find(({ ticketNumber }) => ticketNumber === ticket.number);
  const over = [...(keyed ? [keyed] : []), ...pages.open.filter((page) => page.engineer === engineer)];
  const events = [{ kind: 'passed-on', actor: by }] as const;
  const passed = {
    outcome: 'passed-on',
    pages: [...new Set(over.map(({ id }) => id))],
    declined: engineer === null ? null : decideDecline(ticket, engineer, now),
  } as const;
  if (ticket.acknowledgedBy === by) {
    const released = decideRelease(ticket, 'passed on', now);
    const decision = { ...released.decision, events: [...events, ...(released.decision.events ?? [])] };
    return { ...passed, declined: released.declined, decision };
  }
  const helpers = ticket.helpers.filter((helper) => helper !== by);
  const change = helpers.length < ticket.helpers.length ? { change: { helpers } } : {};
  const timers = [{ kind: 'escalate', dueAt: now }] as const;
  // the next to be asked, whether for the ticket or to help with it
  const asksOn = ticket.status === 'open' || lacksHands({ ...ticket, helpers });
  return { ...passed, decision: { events, ...change, ...(asksOn ? { timers } : {}) } };
}
