import type { Db } from '../../platform/db/database.ts';
import type { Work } from '../../platform/db/work.ts';
import { promiseWindow, type ResponseWindow } from '../calendar/response-target.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { notifyCustomer } from '../paging/notify.ts';
import { promisedPlan } from '../tickets/promised-rules.ts';
import { SEVERITIES, type Severity, type Ticket } from '../tickets/ticket.ts';
import { calendarOf } from '../tickets/ticket-window.ts';
import { listPromiseTimes } from '../tickets/timeline-store.ts';
import { writeDecision } from '../tickets/write-decision.ts';
import { decideSeverity, type SeverityChange } from './decide-severity.ts';

/**
 * What a ticket's plan promised for each severity when the ticket was opened, from the first ring, or from the objection that
 * began a new window; null: its plan is gone.
 */
export async function windowsBySeverity(
  db: Db,
  ticket: Ticket,
): Promise<ReadonlyMap<Severity, ResponseWindow> | null> {
  const plan = await promisedPlan(db, ticket);
  if (!plan) return null;
  const { calendar } = await calendarOf(db, ticket.calendar);
  const times = (await listPromiseTimes(db, [ticket.number])).get(ticket.number);
  const start = times?.anewAt ?? ticket.openedAt;
  const windowOf = (severity: Severity) => promiseWindow(plan.response[severity], calendar, start);
  return new Map(SEVERITIES.map((severity) => [severity, windowOf(severity)]));
}

/**
 * A ticket gets worse, or turns out to be milder, see `decideSeverity`.
 * @returns the changed ticket, or null if its clock has stopped or its plan is gone
 */
export async function changeSeverity(
  work: Work,
  ticket: Ticket,
  change: SeverityChange,
): Promise<Ticket | null> {
  const window = (await windowsBySeverity(work.tx, ticket))?.get(change.severity);
  const decision = window && decideSeverity(ticket, window, change, work.now);
  return decision ? writeDecision(work, ticket, decision) : null;
}

/** The same for whoever is not the customer, who reads the new severity and time by SMS. */
export async function changeSeverityAndTell(
  work: HotlineWork,
  ticket: Ticket,
  change: SeverityChange,
): Promise<Ticket | null> {
  const changed = await changeSeverity(work, ticket, change);
  if (changed) await notifyCustomer(work, { text: 'severity-told', ticket: changed });
  return changed;
}
