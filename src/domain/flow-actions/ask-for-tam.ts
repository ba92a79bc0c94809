import { isOpen } from '../calendar/calendar.ts';
import { findCustomer } from '../customers/customer-store.ts';
import { TAM_POLICY } from '../escalation/find-policy.ts';
import { openTicketFor } from '../ticket-operations/open-ticket-for.ts';
import { describeTicket, TICKET_VALUES } from '../tickets/describe-ticket.ts';
import { calendarOf } from '../tickets/ticket-window.ts';
import { defineAction } from './action.ts';

/** The mildest severity: a wish to talk, answered within its business hours. */
const TAM_SEVERITY = 4;

/**
 * The caller asks for their technical account manager: a case of its own, under the TAM's policy. Inside the customer's
 * hours the TAM (then the deputy) is rung while the caller waits; outside, the TAM calls back with a deadline of its own.
 */
export const askForTam = defineAction(
  {
    ringing: { tells: [...TICKET_VALUES, 'waiting-since'], gives: 'ticket' },
    callback: { tells: TICKET_VALUES, gives: 'ticket' },
    'no-tam': {},
  },
  async (deps, context) => {
    const { tx, now, call } = context;
    const customer = call.customerNumber === null ? null : await findCustomer(tx, call.customerNumber);
    if (!customer?.tam && !customer?.deputy) return { outcome: 'no-tam' };
    const known = { severity: TAM_SEVERITY, abandoned: false, escalation: TAM_POLICY } as const;
    const ticket = await openTicketFor(deps.hotline, context, customer.number, known);
    const vars = await describeTicket(tx, ticket, now);
    const { calendar } = await calendarOf(tx, ticket.calendar);
    if (!isOpen(calendar, now)) return { outcome: 'callback', vars };
    return { outcome: 'ringing', vars: { ...vars, 'waiting-since': now.toISOString() } };
  },
);
