import type { HowFar } from '../callbacks/how-far.ts';
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
  | { outcome: 'over' | 'busy' }
  | {
      outcome: 'passed-on';
      /** the pages that are over: the ids */
      pages: readonly string[];
      declined: DecidedDecline | null;
      /** the customer whom they wanted is rung no more */
      withdrawsCallback: boolean;
      decision: Decision;
    };

/**
 * Somebody passes a ticket on: their pages are over, and the next person is paged at once. It does not come back to them
 * for a while, unless nobody else is left. Whoever has it and is having the customer rung calls that off; as long as the
 * customer is on the line with them it stays theirs, and nobody is paged to call somebody who is being spoken to.
 * @param about.open the pages of the ticket that somebody may still acknowledge
 * @param about.keyed those of the leg it was keyed on: it may have been taken for a machine's, and its page for over
 * @param about.callback how far the callback is that is under way
 */
export function decidePassOn(
  ticket: Ticket,
  { by, engineer }: Passing,
  about: { open: readonly PassedPage[]; keyed: readonly PassedPage[]; callback: HowFar },
  now: Date,
): PassOnDecision {
  if (!isUnanswered(ticket)) return { outcome: 'over' };
  const isTheirs = ticket.acknowledgedBy === by;
  if (isTheirs && about.callback === 'on-the-line') return { outcome: 'busy' };
  const keyed = about.keyed.find(({ ticketNumber }) => ticketNumber === ticket.number);
  const over = [...(keyed ? [keyed] : []), ...about.open.filter((page) => page.engineer === engineer)];
  const events = [{ kind: 'passed-on', actor: by }] as const;
  const passed = {
    outcome: 'passed-on',
    pages: [...new Set(over.map(({ id }) => id))],
    declined: engineer === null ? null : decideDecline(ticket, engineer, now),
    withdrawsCallback: isTheirs && about.callback === 'awaited',
  } as const;
  if (isTheirs) {
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
