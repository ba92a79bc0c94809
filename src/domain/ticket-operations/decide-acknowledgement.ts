import type { ResponseWindow } from '../calendar/response-target.ts';
import { remindAt, staleAt } from '../escalation/acknowledgement-clock.ts';
import { decideRound } from '../paging/decide-round.ts';
import { declinedUntil } from '../paging/decline.ts';
import type { DecidedTimer, Decision } from '../tickets/decision.ts';
import { isHelper, lacksHands, mayHelp } from '../tickets/hands.ts';
import { isUnanswered, type Means, type Ticket } from '../tickets/ticket.ts';
import { type Actor, wordOf } from '../users/actor.ts';

/** Who takes a ticket, and how they say so. */
export interface Taking {
  by: Actor;
  channel: Means;
  /** the customer waits on the line to be connected with them */
  isWaitedFor?: boolean;
}

/** Whose a ticket is once somebody wants to take it, and what is to be written down about that. */
export type AcknowledgementDecision =
  | { outcome: 'over' | 'taken' }
  | { outcome: 'acknowledged' | 'already-yours' | 'helping'; decision: Decision };

/**
 * Somebody takes a ticket: the first one wins. The clock of the ticket runs on. Whoever says once more that they will call
 * later is reminded once more; how long they are trusted does not change. Where a step has asked for a second pair of hands,
 * others are paged on, and whoever comes second helps: whose the ticket is, and its clock, stay as they are. Whoever is waited
 * for on the line is rung at once.
 */
export function decideAcknowledgement(
  { ticket, window }: { ticket: Ticket; window: ResponseWindow },
  { by, channel, isWaitedFor = false }: Taking,
  now: Date,
): AcknowledgementDecision {
  const holder = wordOf(by);
  if (!isUnanswered(ticket)) return { outcome: 'over' };
  if (ticket.acknowledgedBy === holder) {
    const again: DecidedTimer = { kind: 'begin-callback', dueAt: remindAt(window, now), unlessSet: true };
    return { outcome: 'already-yours', decision: { timers: [again] } };
  }
  if (isHelper(ticket, holder)) return { outcome: 'helping', decision: {} };
  if (mayHelp(ticket, holder)) return { outcome: 'helping', decision: decideHelp(ticket, by, channel) };
  if (ticket.acknowledgedBy !== null) return { outcome: 'taken' };
  const held = { status: 'acknowledged', acknowledgedBy: holder, acknowledgedAt: now } as const;
  return {
    outcome: 'acknowledged',
    decision: {
      events: [{ kind: 'acknowledged', actor: by, detail: { channel } }],
      change: held,
      cleared: lacksHands({ ...ticket, ...held }) ? [] : ['escalate'],
      timers: trustFrom(window, now, isWaitedFor ? now : undefined),
    },
  };
}

function decideHelp(ticket: Ticket, by: Actor, channel: Means): Decision {
  const helpers = [...ticket.helpers, wordOf(by)];
  return {
    events: [{ kind: 'helping', actor: by, detail: { channel } }],
    change: { helpers },
    cleared: lacksHands({ ...ticket, helpers }) ? [] : ['escalate'],
  };
}

/** From this instant an acknowledgement is trusted: until when its engineer is reminded, and until it goes stale. */
export function trustFrom(
  window: ResponseWindow,
  from: Date,
  callAt: Date = remindAt(window, from),
): DecidedTimer[] {
  return [
    { kind: 'acknowledgement-stale', dueAt: staleAt(window, from) },
    { kind: 'begin-callback', dueAt: callAt },
  ];
}

/** A ticket does not go to an engineer until an instant. */
export interface DecidedDecline {
  engineer: string;
  until: Date;
}

/** An engineer has said no to a ticket, or has let it lie: for a while it goes to others. */
export function decideDecline(
  { respondBy }: Pick<Ticket, 'respondBy'>,
  engineer: string,
  now: Date,
): DecidedDecline {
  return { engineer, until: declinedUntil(respondBy, now) };
}

/** A ticket is taken back from whoever had it, and others are paged anew, at once. */
export function decideRelease(
  ticket: Ticket,
  why: string,
  now: Date,
): { decision: Decision; declined: DecidedDecline | null } {
  const { acknowledgedBy: holder } = ticket;
  return {
    decision: {
      events: [{ kind: 'acknowledgement-stale', actor: holder ?? 'hotline', detail: { why } }],
      ...letGo(ticket, now),
    },
    declined: holder === null ? null : decideDecline(ticket, holder, now),
  };
}

/**
 * Nobody has a ticket any more: whoever had it is reminded of nothing, and its policy begins anew at an instant. Who helped is
 * asked like everybody else.
 */
export function letGo(ticket: Ticket, from: Date) {
  const { change, timers } = decideRound(ticket, from);
  return {
    change: { status: 'open', acknowledgedBy: null, acknowledgedAt: null, helpers: [], ...change },
    cleared: ['acknowledgement-stale', 'begin-callback'],
    timers,
  } as const satisfies Decision;
}
