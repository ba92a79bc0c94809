import type { ResponseWindow } from '../calendar/response-target.ts';
import { decideRound } from '../paging/decide-round.ts';
import type { DecidedTimer, Decision } from '../tickets/decision.ts';
import { hasAnswerOnItsWay, type Means, type Ticket } from '../tickets/ticket.ts';
import type { Actor } from '../users/actor.ts';

/** So long an engineer may take back their own answer; afterwards it takes a supervisor. */
const TAKE_BACK_MS = 2 * 60 * 60_000;

/** Who opens a ticket again, and why. */
export interface Objection {
  /** an engineer's key, `customer`, `supervisors`, or a user or program */
  by: Actor;
  channel: Means;
  /** in their words */
  text?: string;
}

/**
 * A ticket goes on as if it had not been answered: the same clock from the first ring, the same deadline, its policy anew at
 * once. What was answered stays on the timeline. A deadline that has passed meanwhile is a miss, which is for others to mark.
 */
export function decideReopening(ticket: Ticket, { by, channel, text }: Objection, now: Date): Decision {
  const round = decideRound(ticket, now);
  const detail = {
    channel,
    answeredBy: ticket.answeredBy,
    answeredAt: ticket.answeredAt?.toISOString() ?? null,
    ...(text ? { text } : {}),
  };
  return {
    events: [{ kind: 'reopened', actor: by, detail }],
    change: {
      ...openAgain(ticket, now),
      closedAt: null,
      lastResortAt: null,
      ...(isDelivered(ticket) ? { signatureStage: 'in-analysis' } : {}),
      ...round.change,
    },
    cleared: ['ask-verdict'],
    timers: [...watchDeadline(ticket, now), ...round.timers],
  };
}

/**
 * A released change of signatures does not help: the ticket is paged anew. Where an answer was given before, it has a new
 * response window from now on: a promise of its own, while the entry keeps the one before with what became of it. Where nobody had answered it, a release is no answer:
 * the clock and the deadline stay as they are, and one that has passed is not watched any more.
 * @param anew as the plan promises it from now on
 */
export function decideSignatureObjection(ticket: Ticket, anew: ResponseWindow, now: Date): Decision {
  const isAnew = ticket.answeredAt !== null;
  const { windowFrom, respondBy, clock } = isAnew ? anew : ticket;
  const round = decideRound(ticket, windowFrom > now ? windowFrom : now);
  const detail = {
    stage: 'objected',
    answeredBefore: ticket.answeredAt?.toISOString() ?? null,
    ...(isAnew ? { promiseBefore: promiseOf(ticket) } : {}),
  };
  return {
    events: [{ kind: 'progress', actor: 'customer', detail }],
    change: {
      ...openAgain(ticket, now),
      signatureStage: 'in-analysis',
      windowFrom,
      respondBy,
      clock,
      ...(isAnew ? { missedAt: null } : {}),
      ...round.change,
    },
    cleared: ['ask-verdict'],
    timers: [...watchDeadline({ respondBy }, now), ...round.timers],
  };
}

/** A promise that is over, as it counts from then on in figures and reports. */
function promiseOf(ticket: Ticket) {
  const { severity, clock, windowFrom, respondBy, missedAt, acknowledgedAt, answeredAt } = ticket;
  const instants = { windowFrom, respondBy, missedAt, acknowledgedAt, answeredAt };
  const told = Object.entries(instants).map(([name, at]) => [name, at?.toISOString() ?? null] as const);
  return { severity, clock, ...Object.fromEntries(told) };
}

/** Whether it is an engineer's own answer, and fresh. */
export function mayTakeBack(ticket: Ticket, engineer: string | null, now: Date): boolean {
  if (hasAnswerOnItsWay(ticket)) return engineer !== null && ticket.acknowledgedBy === engineer;
  if (ticket.status !== 'answered' || engineer === null || ticket.answeredBy !== engineer) return false;
  return ticket.answeredAt !== null && now.getTime() - ticket.answeredAt.getTime() <= TAKE_BACK_MS;
}

/** The earliest answer that an engineer may still take back. */
export function takenBackSince(now: Date): Date {
  return new Date(now.getTime() - TAKE_BACK_MS);
}

function openAgain({ reopenings }: Ticket, now: Date) {
  return {
    status: 'open',
    acknowledgedAt: null,
    acknowledgedBy: null,
    hands: 1,
    helpers: [],
    answeredAt: null,
    answeredBy: null,
    answerSentAt: null,
    reopenedAt: now,
    reopenings: reopenings + 1,
  } as const;
}

/** A change of signatures that has gone out did not help: it can be built and released once more. */
function isDelivered({ signatureStage }: Ticket): boolean {
  return signatureStage === 'released' || signatureStage === 'confirmed';
}

/** A deadline that has passed is watched no more. */
function watchDeadline({ respondBy }: Pick<Ticket, 'respondBy'>, now: Date): DecidedTimer[] {
  return respondBy > now ? [{ kind: 'deadline', dueAt: respondBy }] : [];
}
