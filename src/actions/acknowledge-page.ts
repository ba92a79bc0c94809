import { acknowledge } from '../paging/acknowledge.ts';
import { describeTicket } from '../paging/describe-ticket.ts';
import { defineAction } from './action.ts';
import { actorOf } from './begin-page.ts';

/** An engineer takes the case by key. Whoever is second hears who has it. */
export const acknowledgePage = defineAction(
  ['acknowledged', 'taken', 'over'],
  async (_desk, { tx, now, call }) => {
    const by = actorOf(call.engineer);
    const request = { ticketNumber: call.ticketNumber ?? '0', by, channel: 'call' as const, callId: call.id };
    const { outcome, ticket } = await acknowledge(tx, request, now);
    const vars = ticket ? await describeTicket(tx, ticket, now) : {};
    if (outcome === 'acknowledged' || outcome === 'already-yours') return { outcome: 'acknowledged', vars };
    return { outcome: outcome === 'taken' ? 'taken' : 'over', vars };
  },
);
