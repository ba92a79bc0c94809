import type { Work } from '../../platform/db/work.ts';
import { respondBy } from '../calendar/response-target.ts';
import { findPlan } from '../plans/rule-store.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { calendarOf } from '../tickets/ticket-window.ts';
import { writeDecision } from '../tickets/write-decision.ts';
import { decideSeverity, type SeverityChange } from './decide-severity.ts';

/**
 * A ticket gets worse, or turns out to be milder, see `decideSeverity`.
 * @returns the changed ticket, or null if its clock has stopped or its plan is gone
 */
export async function changeSeverity(
  work: Work,
  ticket: Ticket,
  change: SeverityChange,
): Promise<Ticket | null> {
  const { tx, now } = work;
  const plan = await findPlan(tx, ticket.plan);
  if (!plan) return null;
  const { calendar } = await calendarOf(tx, ticket.calendar);
  const window = respondBy(plan.response[change.severity], calendar, ticket.openedAt);
  const decision = decideSeverity(ticket, window, change, now);
  return decision && writeDecision(work, ticket, decision);
}
