import { openForEngineer } from '../paging/open-for-engineer.ts';
import { describeTicket, TICKET_VALUES } from '../tickets/describe-ticket.ts';
import { findTicket } from '../tickets/ticket-store.ts';
import { defineAction } from './action.ts';

/**
 * An engineer called from their own phone: the next of their open tickets. A calling number proves nothing, so no customer
 * is named here; whoever wants to be connected is rung back on the phone that is on record.
 */
export const listMyCases = defineAction(
  {
    some: { tells: [...TICKET_VALUES, 'case-count', 'cases-told'], gives: 'ticket' },
    none: {},
  },
  async (_desk, { tx, now, call, visit }) => {
    const open = call.engineer === null ? [] : await openForEngineer(tx, call.engineer);
    const shown = (visit.vars['cases-told'] ?? '').split(' ');
    const next = open.find((number) => !shown.includes(number)) ?? open[0];
    const ticket = next === undefined ? null : await findTicket(tx, next);
    if (!ticket) return { outcome: 'none' };
    const told = { ...(await describeTicket(tx, ticket, now)), 'case-count': String(open.length) };
    const isNew = !shown.includes(ticket.number);
    return {
      outcome: 'some',
      vars: { ...told, 'cases-told': isNew ? [...shown, ticket.number].join(' ').trim() : ticket.number },
    };
  },
);
