import { groupBy } from './group-by.ts';
import type { Breach, Ledger } from './law.ts';

/** Every verified caller who keyed a severity has exactly one ticket, and of that severity unless they were cut off. */
export function ticketsLaw({ seen, books }: Ledger): Breach[] {
  const callBySid = new Map(books.calls.map((call) => [call.sid, call]));
  const ticketsByCall = groupBy(books.tickets, ({ callId }) => callId);
  return seen.callers.flatMap(({ leg, keyed }): Breach[] => {
    if (keyed === undefined) return [];
    const tickets = ticketsByCall.get(callBySid.get(leg.sid)?.id ?? '') ?? [];
    const [ticket] = tickets;
    if (ticket === undefined)
      return [{ sort: 'lost', of: 'tickets', what: `${leg.sid} keyed severity ${keyed} and has no ticket` }];
    const numbers = tickets.map(({ number }) => number).join(', ');
    if (tickets.length > 1) return [{ sort: 'doubled', of: 'tickets', what: `${leg.sid} has ${numbers}` }];
    if (ticket.severity !== keyed && !ticket.abandoned)
      return [{ sort: 'wrong', of: 'tickets', what: `${numbers}: keyed ${keyed}, has ${ticket.severity}` }];
    return [];
  });
}
