import type { Tx } from '../../platform/db/database.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import { respondBy } from '../calendar/response-target.ts';
import { setEscalation } from '../paging/escalate.ts';
import { findPlan } from '../plans/rule-store.ts';
import type { Severity, Ticket } from '../tickets/ticket.ts';
import { isUnanswered } from '../tickets/ticket.ts';
import { changeTicket } from '../tickets/ticket-store.ts';
import { calendarOf } from '../tickets/ticket-window.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { laneOf } from '../tickets/urgency.ts';
import type { Actor } from '../users/actor.ts';
import { windAcknowledgement } from './acknowledge.ts';

/**
 * A ticket gets worse, or turns out to be milder: its deadline is computed anew from the same first ring, and paging is drawn
 * anew from now. A deadline that was missed stays missed.
 * @param by who says so: `caller`, an engineer's key or a name
 * @param reason in their words
 * @returns the changed ticket, or null if its clock has stopped or its plan is gone
 */
export async function changeSeverity(
  tx: Tx,
  ticket: Ticket,
  severity: Severity,
  { by, reason }: { by: Actor; reason?: string },
  now: Date,
): Promise<Ticket | null> {
  const plan = await findPlan(tx, ticket.plan);
  if (!plan || !isUnanswered(ticket)) return null;
  const { calendar } = await calendarOf(tx, ticket.calendar);
  const window = respondBy(plan.response[severity], calendar, ticket.openedAt);
  const changed = await changeTicket(tx, ticket.number, {
    severity,
    windowFrom: window.windowFrom,
    respondBy: window.respondBy,
    clock: window.clock,
    pagingFrom: now,
    nextStep: 0,
    round: ticket.round + 1,
  });
  await addEvent(tx, ticket.number, {
    at: now,
    kind: 'severity-changed',
    actor: by,
    detail: {
      from: ticket.severity,
      to: severity,
      respondBy: window.respondBy.toISOString(),
      ...(reason === undefined ? {} : { text: reason }),
    },
  });
  const dueAt = window.respondBy;
  await setTimer(tx, { kind: 'deadline', subject: ticket.number, dueAt, priority: laneOf(ticket) });
  if (changed.status === 'open') await setEscalation(tx, changed, now);
  // whoever has it was trusted with another window: what is left of the new one is shared out anew
  else await windAcknowledgement(tx, changed, now);
  return changed;
}
