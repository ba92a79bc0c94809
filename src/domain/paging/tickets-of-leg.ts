import type { Tx } from '../../platform/db/database.ts';
import type { Call } from '../calls/call.ts';
import { mayHelp } from '../tickets/hands.ts';
import { isUnanswered, type Ticket } from '../tickets/ticket.ts';
import { lockTickets } from '../tickets/ticket-store.ts';
import { urgency } from '../tickets/urgency.ts';
import { findPagesOfCall } from './page-store.ts';

/**
 * What an engineer's leg is about, the most pressing first: its ticket, and those that are rung about with it. Only what
 * its person can take counts. All of them are locked until the transaction ends.
 * @param by who acts on the leg
 */
export async function lockTicketsOfLeg(
  tx: Tx,
  call: Pick<Call, 'id' | 'ticketNumber'>,
  by: string,
): Promise<Ticket[]> {
  const paged = (await findPagesOfCall(tx, call.id))
    .filter(({ status }) => status !== 'withdrawn' && status !== 'passed-on')
    .map(({ ticketNumber }) => ticketNumber);
  const numbers = paged.length > 0 || call.ticketNumber === null ? paged : [call.ticketNumber];
  const tickets = [...(await lockTickets(tx, numbers)).values()];
  return tickets
    .filter((one) => isUnanswered(one) && (isTheirs(one, by) || mayHelp(one, by)))
    .toSorted((one, other) => urgency(one) - urgency(other));
}

function isTheirs({ acknowledgedBy }: Ticket, by: string): boolean {
  return acknowledgedBy === null || acknowledgedBy === by;
}
