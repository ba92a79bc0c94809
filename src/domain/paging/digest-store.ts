import type { Db } from '../../platform/db/database.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { findTickets } from '../tickets/ticket-store.ts';

/** The customers $1 looks after at the instant $2: as their account manager, or as the deputy of one who is away. */
const LOOKED_AFTER = `(customers.tam = $1 or customers.deputy = $1 and (customers.tam is null or exists (
  select from absences where engineer = customers.tam and removed_at is null and from_at <= $2 and until_at > $2)))`;

/**
 * The open tickets of an account manager's customers since they were last told, the most urgent first, and notes that they
 * are told now. Tickets that are the manager's own are paged, not told. Of a call that was under way when they were told last
 * its ticket came later than its first ring: what counts is when it was opened on record.
 * @param ownPolicy the escalation policy of those
 */
export async function takeDigest(db: Db, engineer: string, ownPolicy: string, now: Date): Promise<Ticket[]> {
  const rows = await db.query<{ number: string }>(
    `select tickets.number from tickets join customers on customers.number = tickets.customer_number
       join engineers on engineers.key = $1
     where ${LOOKED_AFTER} and tickets.status in ('open', 'acknowledged') and tickets.escalation <> $3
       and exists (select from ticket_events opening where ticket_number = tickets.number and opening.kind = 'opened'
         and opening.at > coalesce(engineers.digest_until, '-infinity') and opening.at <= $2)`,
    [engineer, now, ownPolicy],
  );
  await db.query('update engineers set digest_until = $2 where key = $1', [engineer, now]);
  return findTickets(
    db,
    rows.map((row) => row.number),
  );
}

/** The calendar of a customer somebody looks after; null if they look after none any more. */
export async function calendarOfManager(db: Db, engineer: string): Promise<string | null> {
  const [row] = await db.query<{ calendar: string }>(
    'select calendar from customers where retired_at is null and (tam = $1 or deputy = $1) order by number limit 1',
    [engineer],
  );
  return row?.calendar ?? null;
}
