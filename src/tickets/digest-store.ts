import type { Db } from '../db/database.ts';
import type { Ticket } from './ticket.ts';
import { findTickets } from './ticket-store.ts';

/** The milder tickets of a TAM's customers since they were last told, and notes that they are told now. */
export async function takeDigest(db: Db, engineer: string, now: Date): Promise<Ticket[]> {
  const rows = await db.query<{ number: string }>(
    `select tickets.number from tickets join customers on customers.number = tickets.customer_number
       join engineers on engineers.key = $1
     where coalesce(customers.tam, customers.deputy) = $1 and tickets.severity > 2
       and tickets.opened_at > coalesce(engineers.digest_until, '-infinity') and tickets.opened_at <= $2
     order by tickets.respond_by`,
    [engineer, now],
  );
  await db.query('update engineers set digest_until = $2 where key = $1', [engineer, now]);
  return findTickets(
    db,
    rows.map((row) => row.number),
  );
}
