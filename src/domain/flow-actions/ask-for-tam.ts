import type { Db } from '../../platform/db/database.ts';
import { ifReached, nextOpening } from '../calendar/calendar.ts';
import { findCustomer } from '../customers/customer-store.ts';
import { accountManagerOf } from '../escalation/account-manager.ts';
import { TAM_POLICY } from '../escalation/built-in-policies.ts';
import type { Managers } from '../escalation/decide-recipients.ts';
import { openTicketFor } from '../ticket-operations/open-ticket-for.ts';
import { describeTicket, nameOf, TICKET_VALUES } from '../tickets/describe-ticket.ts';
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
    ringing: {
      tells: [...TICKET_VALUES, 'tam-name', 'tam-role', 'waiting-since', 'unconfirmed'],
      gives: 'ticket',
    },
    callback: { tells: [...TICKET_VALUES, 'tam-name', 'tam-role'], gives: 'ticket' },
    'no-tam': {},
  },
  async (deps, context) => {
    const { tx, now, call } = context;
    const customer = call.customerNumber === null ? null : await findCustomer(tx, call.customerNumber);
    if (!customer?.tam && !customer?.deputy) return { outcome: 'no-tam' };
    const known = { severity: TAM_SEVERITY, abandoned: false, escalation: TAM_POLICY } as const;
    const ticket = await openTicketFor(deps.hotline, context, customer.number, known);
    const { calendar } = await calendarOf(tx, ticket.calendar);
    // who is away now may be back by then, and the other way round
    const askedAt = ifReached(() => nextOpening(calendar, now)) ?? now;
    const vars = { ...(await describeTicket(tx, ticket, now)), ...(await whoCalls(tx, customer, askedAt)) };
    if (askedAt > now) return { outcome: 'callback', vars };
    // what is promised to who is not put through is also written
    const waiting = { 'waiting-since': now.toISOString(), unconfirmed: ticket.number };
    return { outcome: 'ringing', vars: { ...vars, ...waiting } };
  },
);

/**
 * Who will speak with the caller, asked at an instant: the TAM, the deputy while there is none or they are away, or the team
 * while both are.
 */
async function whoCalls(db: Db, { tam, deputy }: Managers, at: Date): Promise<Record<string, string>> {
  const key = await accountManagerOf(db, { tam, deputy }, at);
  if (key === null) return { 'tam-name': '', 'tam-role': 'team' };
  return { 'tam-name': await nameOf(db, key), 'tam-role': key === tam ? 'tam' : 'deputy' };
}
