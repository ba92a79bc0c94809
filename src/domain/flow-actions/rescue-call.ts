import type { Tx } from '../../platform/db/database.ts';
import { callBackInstead } from '../callbacks/call-back-instead.ts';
import type { AttemptOutcome } from '../callbacks/callback.ts';
import { findAttemptOfCall } from '../callbacks/callback-store.ts';
import { tellEngineerAside } from '../callbacks/part-talk.ts';
import type { ActionContext, ActionResult } from '../calls/action.ts';
import { type Call, isFinal } from '../calls/call.ts';
import { changeCall, findCall } from '../calls/call-store.ts';
import { whoEnded } from '../calls/who-ended.ts';
import { findCustomer } from '../customers/customer-store.ts';
import { severityOf, statedSeverityOf } from '../flow/visit-values.ts';
import { notifyCustomer } from '../paging/notify.ts';
import { changeSeverityAndTell } from '../ticket-operations/change-severity.ts';
import { openTicketFor } from '../ticket-operations/open-ticket-for.ts';
import { describeTicket, TICKET_VALUES } from '../tickets/describe-ticket.ts';
import { isUnanswered, type Severity, type Ticket } from '../tickets/ticket.ts';
import { changeTicket, findUnansweredTickets, lockTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { type ActionDeps, defineAction } from './action.ts';
import { mayUseTheLineSince } from './may-use-the-line.ts';

/** Severity of a ticket whose caller hung up before saying how bad it is. */
const ASSUMED_SEVERITY: Severity = 2;

/**
 * The caller is gone, or silent. Hanging up early is not giving up: a verified caller without a ticket gets one with what
 * is known. So does whoever has keyed that a further matter is critical and not yet confirmed it; a ticket that exists is
 * raised. An engineer who was waiting for this caller calls them back instead.
 */
export const rescueCall = defineAction(
  {
    rescued: { tells: TICKET_VALUES, gives: 'ticket' },
    nothing: {},
  },
  async (deps, context) => {
    const { tx, now, call } = context;
    const result = await leave(deps, context);
    // who is only silent is still on the line, and their phone busy
    if (isFinal(call.status)) await callBackInstead({ tx, hotline: deps.hotline, now }, call.id);
    return result;
  },
);

async function leave(deps: ActionDeps, context: ActionContext): Promise<ActionResult<'rescued' | 'nothing'>> {
  const { call, visit } = context;
  const stated = statedSeverityOf(visit.vars);
  const asked = visit.vars['asked-case'];
  if (asked && stated) await raise(deps, context, asked, stated);
  if (call.ticketNumber !== null) {
    await leaveCase(deps, context, call.ticketNumber);
    return asked || !stated ? { outcome: 'nothing' } : rescue(deps, context, stated);
  }
  const knownCase = visit.vars['known-case'];
  await showWith(context, asked || knownCase);
  if (knownCase) {
    await noteEnd(context, knownCase);
    return { outcome: 'nothing' };
  }
  if (visit.vars.contact === undefined || isOver(context) || !(await mayBegin(context)))
    return { outcome: 'nothing' };
  const opened = await openedMeanwhile(context);
  if (opened) {
    await joinTo(context, opened);
    return { outcome: 'nothing' };
  }
  return rescue(deps, context, severityOf(visit.vars) ?? ASSUMED_SEVERITY);
}

/**
 * The report of the end came late: the caller has rung again from the same phone by then, and has a ticket of what they wanted,
 * no less urgent than what they had said before. A second one would be promised, paged and called back beside it.
 */
async function openedMeanwhile({ tx, call, visit }: ActionContext): Promise<Ticket | null> {
  const { customerNumber, fromNumber, startedAt } = call;
  const { contact, kind, 'dial-in-request': request } = visit.vars;
  if (!isFinal(call.status) || customerNumber === null || fromNumber === null || request) return null;
  const said = severityOf(visit.vars);
  const alike = (await findUnansweredTickets(tx, customerNumber)).filter(
    (ticket) =>
      ticket.contactId === contact &&
      ticket.openedAt > startedAt &&
      (!kind || ticket.kind === kind) &&
      (said === undefined || ticket.severity <= said),
  );
  for (const ticket of alike) {
    const later = ticket.callId === null ? null : await findCall(tx, ticket.callId);
    if (later?.fromNumber === fromNumber && later.startedAt > startedAt) return ticket;
  }
  return null;
}

/** Once the contract has no line, only what had to be phoned before, and whose code was keyed in. */
async function mayBegin({ tx, now, call, visit }: ActionContext): Promise<boolean> {
  if (visit.vars['dial-in-request'] || call.customerNumber === null) return true;
  const customer = await findCustomer(tx, call.customerNumber);
  return !customer || mayUseTheLineSince(tx, customer, call, now);
}

async function joinTo({ tx, now, call }: ActionContext, { number }: Ticket): Promise<void> {
  await changeCall(tx, call.id, { ticketNumber: number });
  const detail = { ...(call.sid === null ? {} : { call: call.sid }), begun: true };
  await addEvent(tx, number, { at: now, kind: 'call-joined', actor: 'caller', detail });
}

async function rescue(deps: ActionDeps, context: ActionContext, severity: Severity) {
  const { tx, now, call } = context;
  const known = { severity, abandoned: true };
  const ticket = await openTicketFor(deps.hotline, context, call.customerNumber, known);
  await notifyCustomer({ tx, hotline: deps.hotline, now }, { text: 'ticket-rescued', ticket });
  return { outcome: 'rescued' as const, vars: await describeTicket(tx, ticket, now) };
}

/** A ticket has become worse, and its customer is gone before they could confirm it: as with silence, what was stated counts. */
async function raise(deps: ActionDeps, { tx, now }: ActionContext, ticketNumber: string, severity: Severity) {
  const ticket = await lockTicket(tx, ticketNumber);
  if (!ticket || severity >= ticket.severity) return;
  await changeSeverityAndTell({ tx, hotline: deps.hotline, now }, ticket, { severity, by: 'caller' });
}

/** The flow had come to its end: there is nothing left to rescue. */
function isOver({ visit, script }: ActionContext): boolean {
  return (
    script.flows.get(visit.flow)?.states[visit.state]?.type === 'end' || Boolean(visit.vars['asked-case'])
  );
}

/** A call about a ticket that exists is listed with it: whoever opens the ticket sees who called when. */
async function showWith({ tx, call }: ActionContext, ticketNumber: string | undefined): Promise<void> {
  // who is only silent may still turn to something else
  if (ticketNumber && isFinal(call.status)) await changeCall(tx, call.id, { ticketNumber });
}

async function leaveCase(deps: ActionDeps, context: ActionContext, ticketNumber: string): Promise<void> {
  const { tx, now, call, visit } = context;
  const ticket = await lockTicket(tx, ticketNumber);
  if (!ticket) return;
  await noteEnd(context, ticket.number);
  await tellEngineerAside(context, call, context.script);
  // gone before the promise was spoken and sent
  if (visit.vars.unconfirmed === ticket.number && isUnanswered(ticket)) {
    await changeTicket(tx, ticket.number, { abandoned: true });
    await notifyCustomer({ tx, hotline: deps.hotline, now }, { text: 'ticket-rescued', ticket });
  }
}

/** The caller's call is over, and who ended it: of a caller only what they did themselves is said. */
async function noteEnd({ tx, now, call, script }: ActionContext, ticketNumber: string): Promise<void> {
  // of who is silent the end is yet to come
  if (!isFinal(call.status)) return;
  const by = whoEnded(call, script, await talkOn(tx, call));
  const detail = by === 'party' ? {} : { by };
  const actor = by === 'party' ? 'caller' : 'hotline';
  await addEvent(tx, ticketNumber, { at: now, kind: 'caller-hung-up', actor, detail });
}

/** What comes of an attempt in which both were on the line. */
const TALKED: readonly AttemptOutcome[] = ['qualified-answer', 'facts-requested', 'not-yet', 'no-outcome'];

/** The talk with an engineer on a caller's leg; null: there was none. Reports of the two legs come in any order. */
async function talkOn(tx: Tx, call: Call): Promise<{ hasEngineerLeft: boolean } | null> {
  const attempt = await findAttemptOfCall(tx, call.id);
  const talked = attempt?.stage === 'joined' || (attempt?.outcome && TALKED.includes(attempt.outcome));
  if (!attempt || !talked) return null;
  const engineer = attempt.engineerCallId ? await findCall(tx, attempt.engineerCallId) : null;
  return { hasEngineerLeft: engineer?.endedAt != null };
}
