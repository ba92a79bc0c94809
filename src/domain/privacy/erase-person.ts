import type { Tx } from '../../platform/db/database.ts';
import type { Work } from '../../platform/db/work.ts';
import { type Blind, rememberErased } from '../customers/erased.ts';
import { unwantRecordings } from '../recordings/recording-store.ts';
import { closeTicket } from '../ticket-operations/close-ticket.ts';
import { actorOfDoer } from '../users/actor-of-doer.ts';
import { addAuditEntry, type Doer } from '../users/audit-trail-store.ts';
import {
  eraseContacts,
  eraseMentions,
  eraseMessages,
  forgetCallsOfTickets,
  lockTraces,
  orderErasure,
} from './erasure-store.ts';
import { isAddressOf } from './is-address-of.ts';
import type { Person } from './person.ts';
import { eraseReportAddress, listReportAddresses } from './report-address-store.ts';
import { anonymiseCalls, anonymiseTickets } from './retention-store.ts';
import { customersOf, findTraces, type Traces } from './trace-store.ts';

/** How much of a person was erased. */
export type Erased = Record<'calls' | 'tickets' | 'messages' | 'recordings' | 'requests', number>;

export type Erasure =
  | { erased: Erased }
  /** tickets of theirs wait for an answer: nobody could call them back */
  | { refused: 'open-tickets'; tickets: string[] }
  | { refused: 'on-the-line' };

/**
 * Takes a person out of everything that is held: their calls, tickets, messages, recordings and their seat. What remains is
 * that there were calls and tickets, when, and whether the promises were kept. Recordings, messages and calls are erased at
 * the carrier, too, as soon as it takes the order. A keyed trace stays, by which an import that names them again is noticed.
 * @param closeOpen closes the tickets that wait for an answer first, instead of refusing
 */
export async function erasePerson(
  work: Work,
  person: Person,
  { by, closeOpen, pins }: { by: Doer; closeOpen: boolean; pins: Blind },
): Promise<Erasure> {
  const { tx, now } = work;
  const traces = await findTraces(tx, person, now);
  if (traces.isOnTheLine) return { refused: 'on-the-line' };
  if (traces.openTickets.length > 0 && !closeOpen)
    return { refused: 'open-tickets', tickets: traces.openTickets };
  await lockTraces(tx, traces);
  for (const number of traces.openTickets)
    await closeTicket(work, { ticketNumber: number, by: actorOfDoer(by) });
  // closing has written a message or two
  await erase(work, person, await findTraces(tx, person, now));
  await rememberErased(work, pins, person);
  const erased = countTraces(traces);
  const contacts = person.contacts.map(({ id }) => id);
  await addAuditEntry(
    tx,
    by,
    {
      action: 'person-erased',
      subject: contacts[0] ?? null,
      detail: { ...erased, contacts: contacts.length },
    },
    now,
  );
  return { erased };
}

export function countTraces(traces: Traces): Erased {
  const { calls, tickets, messages, recordings, requests } = traces;
  return {
    calls: calls.length,
    tickets: tickets.length,
    messages: messages.length,
    recordings: recordings.length,
    requests: requests.length,
  };
}

async function erase({ tx, now }: Work, person: Person, traces: Traces): Promise<void> {
  await orderErasure(tx, traces, now);
  await unwantRecordings(tx, traces.recordings, now);
  await anonymiseTickets(tx, traces.tickets, now);
  await forgetCallsOfTickets(tx, traces.tickets);
  await anonymiseCalls(tx, traces.calls, now);
  await eraseMessages(tx, traces);
  await eraseMentions(tx, person);
  await eraseReportAddresses(tx, person);
  await eraseContacts(tx, person, now);
}

/** Monthly reports go to them no more: where an address names them, or where nobody else of their customer is left. */
async function eraseReportAddresses(tx: Tx, { contacts }: Person): Promise<void> {
  const ids = contacts.map(({ id }) => id);
  const known = await listReportAddresses(tx, customersOf(contacts), ids);
  const theirs = known.filter(
    ({ address, hasOthers }) => !hasOthers || contacts.some(({ name }) => isAddressOf(address, name)),
  );
  for (const address of theirs) await eraseReportAddress(tx, address);
}
