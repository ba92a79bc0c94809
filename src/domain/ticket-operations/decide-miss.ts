import type { DecidedEvent, Decision } from '../tickets/decision.ts';
import { isUnanswered, type Ticket } from '../tickets/ticket.ts';

/**
 * A deadline has passed without an answer: the miss is marked when it happens, and stays. Paging goes on. Also when the alarm
 * rings late, or the ticket was opened again after its time, the miss is at the deadline.
 * @returns null: there is none, or it is marked
 */
export function decideMiss(ticket: Ticket, now: Date): Decision | null {
  const { missedAt, respondBy } = ticket;
  if (!isUnanswered(ticket) || missedAt !== null || respondBy > now) return null;
  return { events: [missOf(ticket)], change: { missedAt: respondBy } };
}

/**
 * A deadline that was promised anew after a miss (a milder severity, an objection) has passed as well: it is told, and the miss
 * stays where it was.
 * @param toldAt when a miss of the ticket was told last
 * @returns null: none has, or it was told
 */
export function decideMissAgain(ticket: Ticket, toldAt: Date | null, now: Date): Decision | null {
  const { missedAt, respondBy } = ticket;
  if (!isUnanswered(ticket) || missedAt === null || missedAt >= respondBy || respondBy > now) return null;
  if (toldAt !== null && toldAt >= respondBy) return null;
  return { events: [missOf(ticket)] };
}

function missOf({ acknowledgedBy }: Ticket): DecidedEvent {
  return { kind: 'deadline-missed', actor: 'hotline', detail: { acknowledgedBy } };
}

/**
 * A miss that stands in the future was marked by a clock that went wrong: the deadline is watched as before.
 * @returns null: none does
 */
export function decideMissTakenBack(ticket: Ticket, now: Date): Decision | null {
  const { missedAt, respondBy } = ticket;
  if (!isUnanswered(ticket) || missedAt === null || missedAt <= now) return null;
  return {
    events: [{ kind: 'miss-taken-back', actor: 'hotline', detail: {} }],
    change: { missedAt: null },
    timers: [{ kind: 'deadline', dueAt: respondBy }],
  };
}
