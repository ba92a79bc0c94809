import { changeCall } from '../calls/call-store.ts';
import { lockTicketsOfLeg } from '../paging/tickets-of-leg.ts';
import { acknowledge } from '../ticket-operations/acknowledge.ts';
import { describeTicket, TICKET_VALUES } from '../tickets/describe-ticket.ts';
import { engineerOrSupervisors } from '../users/actor.ts';
import { defineAction } from './action.ts';

/**
 * An engineer takes the ticket by key, or all that they were rung up about. Whoever is second
 * hears who has it, and helps if a second pair of hands is wanted.
 */
export const acknowledgePage = defineAction(
  {
    acknowledged: { tells: TICKET_VALUES },
    helping: { tells: TICKET_VALUES, formerly: 'taken' },
    taken: { tells: TICKET_VALUES },
    over: { tells: TICKET_VALUES },
  },
  async (_desk, { tx, now, call }) => {
    const by = engineerOrSupervisors(call.engineer);
    const take = (ticketNumber: string) =>
      acknowledge({ tx, now }, { ticketNumber, by, channel: 'call', callId: call.id });
    const numbers = (await lockTicketsOfLeg(tx, call, by)).map(({ number }) => number);
    const known = call.ticketNumber ?? '0';
    // somebody else may have taken the first one since it was told
    const first = numbers.includes(known) ? known : (numbers[0] ?? known);
    if (first !== known) await changeCall(tx, call.id, { ticketNumber: first });
    const { outcome, ticket } = await take(first);
    for (const number of numbers) if (number !== first) await take(number);
    const vars = ticket ? { ...(await describeTicket(tx, ticket, now)), count: String(numbers.length) } : {};
    if (outcome === 'acknowledged' || outcome === 'already-yours') return { outcome: 'acknowledged', vars };
    return { outcome: outcome === 'taken' || outcome === 'helping' ? outcome : 'over', vars };
  },
);
