import type { ActionContext } from '../calls/action.ts';
import { severityOf } from '../flow/visit-values.ts';
import { changeSeverity } from '../ticket-operations/change-severity.ts';
import { openEmergency } from '../ticket-operations/open-emergency.ts';
import { openTicketFor } from '../ticket-operations/open-ticket-for.ts';
import { describeTicket, TICKET_VALUES } from '../tickets/describe-ticket.ts';
import type { Severity } from '../tickets/ticket.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { type ActionDeps, defineAction } from './action.ts';

/** Severity of a ticket of which the flow has not asked it. */
const UNSAID_SEVERITY: Severity = 2;

/**
 * As soon as the severity is known the ticket is open and paging begins: the description is added later.
 * Inside a ticket that exists, the severity keyed is the ticket's new one. Who is not verified may be joined to an emergency
 * that is open already.
 */
export const openTicket = defineAction(
  {
    // who is not verified is told no more than this
    opened: { tells: ['ticket', 'unconfirmed'], gives: 'ticket' },
    joined: { tells: ['ticket', 'told-joined'], gives: 'ticket', formerly: 'opened' },
    raised: { tells: TICKET_VALUES, gives: 'ticket' },
    unchanged: { tells: TICKET_VALUES, gives: 'ticket' },
  },
  async (deps, context) => {
    const { tx, now, call, visit } = context;
    const severity = severityOf(visit.vars) ?? UNSAID_SEVERITY;
    const existing = visit.vars['asked-case'];
    if (existing) {
      const ticket = await lockTicket(tx, existing);
      const raised =
        ticket && severity < ticket.severity
          ? await changeSeverity({ tx, now }, ticket, { severity, by: 'caller' })
          : null;
      const told = raised ?? ticket;
      return {
        outcome: raised ? 'raised' : 'unchanged',
        vars: { ...(told ? await describeTicket(tx, told, now) : {}), ...CONFIRMED },
      };
    }
    if (visit.vars.contact === undefined) return openUnverified(deps, context, severity);
    const known = { severity, abandoned: false };
    const ticket = await openTicketFor(deps.hotline, context, call.customerNumber, known);
    return {
      outcome: 'opened',
      // a further case of this call is not about the request in writing any more
      vars: {
        ...(await describeTicket(tx, ticket, now)),
        ...NO_REQUEST,
        ...CONFIRMED,
        unconfirmed: ticket.number,
      },
    };
  },
);

const CONFIRMED = { 'stated-severity': '' } as const;
const NO_REQUEST = { 'dial-in-request': '', 'requested-by': '', 'written-description': '' };

/** What such a caller may be told of it is nothing: only its number is kept on the leg. */
async function openUnverified(deps: ActionDeps, context: ActionContext, severity: Severity) {
  const stated = statedBy(deps, context);
  const { ticket, isJoined, tellsJoined } = await openEmergency(deps.hotline, context, { severity, stated });
  const mine: Record<string, string> = isJoined
    ? { 'joined-case': ticket.number }
    : { unconfirmed: ticket.number };
  return {
    outcome: tellsJoined ? ('joined' as const) : ('opened' as const),
    vars: { ticket: ticket.number, ...mine, ...(tellsJoined ? { 'told-joined': 'yes' } : {}) },
  };
}

/**
 * What a caller states as their customer, so that two can be told to state the same. Digits may be a PIN that was keyed
 * too early: they are kept without being known. Whoever calls from a registered phone has keyed nothing, and whoever keys
 * that customer's number must not learn of their call.
 */
function statedBy({ pins }: ActionDeps, { call, visit }: ActionContext): string | null {
  const stated = visit.vars['customer-number'] ?? '';
  if (stated === '') return null;
  return pins.blind(`${call.customerNumber === null ? 'keyed' : 'phone'} ${stated}`);
}
