import { describeTicket, nameOf } from '../paging/describe-ticket.ts';
import { pageNotReached } from '../paging/page-not-reached.ts';
import { findPageByCall } from '../paging/page-store.ts';
import { findClaimOfCall } from '../sms/claim-store.ts';
import { isUnanswered } from '../tickets/ticket.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { defineAction } from './action.ts';

/** An engineer's leg was answered: are they asked about an SMS, is the case still open, and is this a person, as far as is known? */
export const beginPage = defineAction(
  ['page', 'machine', 'written', 'taken', 'over'],
  async (desk, context) => {
    const { tx, now, call, visit } = context;
    const ticket = await lockTicket(tx, call.ticketNumber ?? '0');
    if (!ticket) return { outcome: 'over' };
    const vars = await describeTicket(tx, ticket, now);
    // whether a person listens, their key tells
    if (await findClaimOfCall(tx, call.id)) return { outcome: 'written', vars };
    if (!isUnanswered(ticket)) return { outcome: 'over', vars };
    if (ticket.acknowledgedBy !== null && ticket.acknowledgedBy !== actorOf(call.engineer)) {
      return {
        outcome: 'taken',
        vars: { ...vars, 'engineer-name': await nameOf(tx, ticket.acknowledgedBy) },
      };
    }
    if (visit.machine) {
      const page = await findPageByCall(tx, call.id);
      if (page) await pageNotReached(tx, desk.line, ticket, page, 'machine', now);
      return { outcome: 'machine', vars };
    }
    return { outcome: 'page', vars };
  },
);

/** Who acts on an engineer's leg; a supervisor has no key. */
export function actorOf(engineer: string | null): string {
  return engineer ?? 'supervisors';
}
