import type { Db } from '../../platform/db/database.ts';
import { findCustomer } from '../customers/customer-store.ts';
import { findPlan } from '../plans/rule-store.ts';
import { awaitsVerdict } from '../ticket-operations/signature/ask-for-verdict.ts';
import { isUnanswered, type Ticket, wasAnsweredLately } from '../tickets/ticket.ts';
import { findUnclosedTickets } from '../tickets/ticket-store.ts';
import { mayUseTheLine } from './may-use-the-line.ts';

/** Whose ticket somebody may call about: any of their customer's. */
interface Asking {
  customerNumber: string;
  contactId: string | null;
}

/**
 * What a customer may still call about when their contract has no line any more: what was promised by a plan with the line,
 * and is not over; an answer may be objected to for some days. The caller's own go first, then what nobody has answered.
 */
export async function ticketsOfBefore(
  db: Db,
  { customerNumber, contactId }: Asking,
  now: Date,
): Promise<Ticket[]> {
  const unclosed = await findUnclosedTickets(db, { customers: [customerNumber], callbackNumber: null });
  const running = unclosed.filter(
    (one) => isUnanswered(one) || awaitsVerdict(one) || wasAnsweredLately(one, now),
  );
  const withLine = new Set<string>();
  for (const plan of new Set(running.map((one) => one.plan)))
    if ((await findPlan(db, plan))?.phoneLine) withLine.add(plan);
  const promised = running.filter((one) => withLine.has(one.plan));
  const rank = (one: Ticket) => (one.contactId === contactId ? 0 : 2) + (isUnanswered(one) ? 0 : 1);
  // of those of one deadline the oldest goes first, as everywhere
  return promised
    .toReversed()
    .toSorted((one, other) => rank(one) - rank(other) || one.respondBy.getTime() - other.respondBy.getTime());
}

/** Whether a ticket of the caller's customer may be called about: any in the contract's term, and then what was promised before. */
export async function mayCallAbout(
  db: Db,
  { number, customerNumber }: Pick<Ticket, 'number' | 'customerNumber'>,
  now: Date,
): Promise<boolean> {
  const customer = customerNumber === null ? null : await findCustomer(db, customerNumber);
  if (!customer || (await mayUseTheLine(db, customer, now))) return true;
  const ofBefore = await ticketsOfBefore(db, { customerNumber: customer.number, contactId: null }, now);
  return ofBefore.some((one) => one.number === number);
}
