import { isFinal } from '../../src/domain/calls/call.ts';
import { groupBy } from './group-by.ts';
import type { Breach, Ledger } from './law.ts';

/**
 * Nothing is left lying: no leg on record that has ended at the carrier, no due work, nothing that the auditor would bark at, and
 * one open callback for each ticket that waits for its answer.
 */
export function restLaw({ seen, books }: Ledger): Breach[] {
  const lost = (of: string, what: string): Breach => ({ sort: 'lost', of, what });
  const callbacks = groupBy(
    books.callbacks.filter(({ status }) => status === 'open'),
    ({ ticket }) => ticket,
  );
  return [
    ...books.calls
      .filter(({ sid, status }) => sid !== null && seen.over.has(sid) && !isFinal(status))
      .map(({ id, status }) => lost('ends of legs', `${id} is ${status}`)),
    ...books.overdue.map(({ kind, subject, attempts }) =>
      lost('due work', `${kind} of ${subject}, ${attempts} tries`),
    ),
    ...books.abandoned.map((what) => lost('what nothing drives on', what)),
    ...books.tickets.flatMap(({ number, status }): Breach[] => {
      const waits = status === 'open' || status === 'acknowledged';
      const open = callbacks.get(number)?.length ?? 0;
      return open === (waits ? 1 : 0)
        ? []
        : [lost('callbacks', `${number} is ${status} and has ${open} open`)];
    }),
  ];
}
