import type { ResponseWindow } from '../calendar/response-target.ts';
import { decideRound } from '../paging/decide-round.ts';
import type { DecidedTimer, Decision } from '../tickets/decision.ts';
import { lacksHands } from '../tickets/hands.ts';
import { isUnanswered, type Severity, type Ticket } from '../tickets/ticket.ts';
import type { Actor } from '../users/actor.ts';
import { trustFrom } from './decide-acknowledgement.ts';
import { decideMiss } from './decide-miss.ts';

/** A ticket gets worse, or turns out to be milder. */
export interface SeverityChange {
  severity: Severity;
  /** who says so: `caller`, an engineer's key or a name */
  by: Actor;
  /** in their words */
  reason?: string;
}

/**
 * A ticket of another severity has another deadline, from the same start, and paging is drawn anew from now. A deadline
 * that was missed stays missed, also if its alarm has not rung yet. Whoever has the ticket was trusted with another window: what is left of the new one is shared
 * out anew.
 * @param window from where the clock runs, as the plan promises it for the new severity
 * @returns null: its clock has stopped
 */
export function decideSeverity(
  ticket: Ticket,
  window: ResponseWindow,
  { severity, by, reason }: SeverityChange,
  now: Date,
): Decision | null {
  if (!isUnanswered(ticket)) return null;
  const { windowFrom, respondBy, clock } = window;
  const round = decideRound(ticket, now);
  // a deadline that has passed as well is missed when its own alarm rings, and the supervisors are told then
  const missed = respondBy > now ? decideMiss(ticket, now) : null;
  const deadline: DecidedTimer = { kind: 'deadline', dueAt: respondBy };
  const text = reason === undefined ? {} : { text: reason };
  const detail = { from: ticket.severity, to: severity, respondBy: respondBy.toISOString(), ...text };
  return {
    events: [...(missed?.events ?? []), { kind: 'severity-changed', actor: by, detail }],
    change: { severity, windowFrom, respondBy, clock, ...round.change, ...missed?.change },
    timers: [
      deadline,
      ...(ticket.status === 'open' || lacksHands(ticket) ? round.timers : []),
      ...(ticket.status === 'open' ? [] : trustFrom(window, now)),
    ],
  };
}
