import { mayStatusFollow } from '../../src/domain/calls/call.ts';
import { groupBy } from './group-by.ts';
import type { Breach, Ledger } from './law.ts';

/** What may not happen to a ticket any more once it was answered or closed. */
const OVER_BY_THEN = ['opened', 'step', 'page', 'acknowledged', 'callback-started', 'customer-called'];

/** No state went backwards: neither a leg's nor a ticket's, and a ticket was opened once. */
export function orderLaw({ books }: Ledger): Breach[] {
  const breaches: Breach[] = [];
  for (const [callId, statuses] of groupBy(books.statuses, (each) => each.callId)) {
    for (const [index, { status }] of statuses.entries()) {
      const before = statuses[index - 1]?.status;
      if (before !== undefined && !mayStatusFollow(before, status))
        breaches.push({ sort: 'wrong', of: 'legs', what: `${callId} went from ${before} to ${status}` });
    }
  }
  for (const [ticket, events] of groupBy(books.events, (each) => each.ticket)) {
    const end = events.findIndex(({ kind }) => kind === 'answered' || kind === 'closed');
    const late = end < 0 ? undefined : events.slice(end + 1).find(({ kind }) => OVER_BY_THEN.includes(kind));
    if (late) breaches.push({ sort: 'wrong', of: 'tickets', what: `${ticket}: ${late.kind} after its end` });
    if (events.filter(({ kind }) => kind === 'opened').length !== 1)
      breaches.push({ sort: 'wrong', of: 'tickets', what: `${ticket} was not opened once` });
  }
  return breaches;
}
