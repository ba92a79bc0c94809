import { apart } from '../../platform/db/apart.ts';
import type { Tx } from '../../platform/db/database.ts';
import { HotlineError } from '../../platform/errors.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import { promiseWindow } from '../calendar/response-target.ts';
import { openCallback } from '../callbacks/callback-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { findCustomer } from '../customers/customer-store.ts';
import { openingPromise } from '../evidence/ticket-facts.ts';
import { beginPaging, setEscalation } from '../paging/escalate.ts';
import { tellAccountManager } from '../paging/tell-account-manager.ts';
import { firstCalendarName, firstPlanName } from '../plans/default-rule-store.ts';
import { findPlan, type Plan } from '../plans/rule-store.ts';
import type { Severity, SignatureFault, Ticket } from '../tickets/ticket.ts';
import { insertTicket } from '../tickets/ticket-store.ts';
import { calendarOf } from '../tickets/ticket-window.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { ticketAlarm } from '../tickets/urgency.ts';

/** A request, from whichever channel: what is known when its ticket is opened. */
export interface Case {
  kind: 'problem' | 'signature';
  signature: SignatureFault | null;
  oldDatabases?: boolean;
  severity: Severity;
  channel: 'phone' | 'portal' | 'email';
  verified: boolean;
  abandoned?: boolean;
  /** of no customer that is known, from a caller who showed no number */
  withheld?: boolean;
  customerNumber: string | null;
  contactId: string | null;
  language: string;
  callId?: string | null;
  callbackNumber: string | null;
  /** the first ring, or the request's arrival: the clock starts here */
  startedAt: Date;
  text?: string | null;
  idempotencyKey?: string;
  /** the number it had before a restore; by default the next one */
  number?: string;
  /** another policy than the plan's */
  escalation?: string;
}

/**
 * Opens a ticket: the deadline is computed, its callback stands open, and whoever is due at once is paged, all in one
 * transaction. From here on the ticket can't be forgotten: every next thing is a timer. Whatever cannot be written of who is
 * to hear of it takes nothing of the ticket with it: the alarm rings at once, and that is where it is tried again.
 */
export async function createTicket(work: HotlineWork, request: Case): Promise<Ticket> {
  const { tx, now } = work;
  const { plan, calendarName } = await rulesFor(tx, request.customerNumber);
  const { calendar } = await calendarOf(tx, calendarName);
  const window = promiseWindow(plan.response[request.severity], calendar, request.startedAt);
  const ticket = await insertTicket(tx, {
    kind: request.kind,
    signature: request.signature,
    oldDatabases: request.oldDatabases ?? false,
    severity: request.severity,
    channel: request.channel,
    verified: request.verified,
    abandoned: request.abandoned ?? false,
    withheld: request.withheld ?? false,
    customerNumber: request.customerNumber,
    contactId: request.contactId,
    language: request.language,
    plan: plan.name,
    priority: plan.priority,
    calendar: calendarName,
    escalation: request.escalation ?? plan.escalation[request.kind],
    callId: request.callId ?? null,
    callbackNumber: request.callbackNumber,
    openedAt: request.startedAt,
    windowFrom: window.windowFrom,
    respondBy: window.respondBy,
    clock: window.clock,
    text: request.text ?? null,
    ...(request.idempotencyKey === undefined ? {} : { idempotencyKey: request.idempotencyKey }),
    ...(request.number === undefined ? {} : { number: request.number }),
  });
  await addEvent(tx, ticket.number, {
    at: now,
    kind: 'opened',
    actor: request.channel === 'phone' ? 'caller' : 'api',
    detail: {
      severity: ticket.severity,
      channel: ticket.channel,
      verified: ticket.verified,
      abandoned: ticket.abandoned,
      target: plan.response[request.severity],
      respondBy: ticket.respondBy.toISOString(),
    },
    promise: openingPromise(ticket),
    call: ticket.callId,
  });
  await openCallback(tx, ticket.number, now);
  await tellAccountManager(work, ticket);
  await setTimer(tx, ticketAlarm(ticket, { kind: 'deadline', dueAt: ticket.respondBy }));
  const paging = (part: Tx) => beginPaging({ ...work, tx: part }, ticket);
  await apart(tx, paging, () => setEscalation(tx, ticket, now));
  return ticket;
}

/**
 * The customer's plan and calendar. Somebody who could not be identified is served by the most urgent plan: in an
 * emergency the doubt is for the caller.
 */
async function rulesFor(
  tx: Tx,
  customerNumber: string | null,
): Promise<{ plan: Plan; calendarName: string }> {
  const customer = customerNumber === null ? null : await findCustomer(tx, customerNumber);
  const planName = customer?.plan ?? (await firstPlanName(tx));
  const calendarName = customer?.calendar ?? (await firstCalendarName(tx));
  const plan = planName === null ? null : await findPlan(tx, planName);
  if (!plan || calendarName === null) {
    throw new HotlineError('not-found', 'the directory has no plan or no calendar', {
      remedy: 'import a directory file',
    });
  }
  return { plan, calendarName };
}
