import type { ResponseWindow } from '../../../domain/calendar/response-target.ts';
import { findCustomerOfTicket } from '../../../domain/customers/customer-store.ts';
import { openForEngineer } from '../../../domain/paging/open-for-engineer.ts';
import type { Ticket } from '../../../domain/tickets/ticket.ts';
import { findTickets } from '../../../domain/tickets/ticket-store.ts';
import { windowOf } from '../../../domain/tickets/ticket-window.ts';
import type { Db } from '../../../platform/db/database.ts';

/** A ticket that is an engineer's to deal with. */
export interface MyTicket {
  ticket: Ticket;
  customerName: string | null;
  window: ResponseWindow;
}

/** More do not fit on a phone, and the most urgent ones come first. */
const MAX_TICKETS = 30;

/** What an engineer has, then what they were paged about, each the most pressing first. */
export async function readMyTickets(db: Db, engineer: string): Promise<MyTicket[]> {
  const numbers = (await openForEngineer(db, engineer)).slice(0, MAX_TICKETS);
  const tickets = new Map((await findTickets(db, numbers)).map((ticket) => [ticket.number, ticket]));
  const inOrder = numbers.flatMap((number) => tickets.get(number) ?? []);
  return Promise.all(
    inOrder.map(async (ticket) => {
      const customer = await findCustomerOfTicket(db, ticket);
      return { ticket, customerName: customer?.name ?? null, window: await windowOf(db, ticket) };
    }),
  );
}
