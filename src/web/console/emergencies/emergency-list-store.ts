import type { Db } from '../../../platform/db/database.ts';

/** An unanswered unverified ticket with what tells a genuine one from a fake. */
export interface ListedEmergency {
  number: string;
  status: 'open' | 'acknowledged';
  openedAt: Date;
  customerName: string | null;
  holderName: string | null;
  /** callers about it */
  calls: number;
  /** how many of them said something after the tone */
  messages: number;
}

/** The newest first. */
export async function listEmergencies(db: Db, limit: number): Promise<ListedEmergency[]> {
  return db.query<ListedEmergency>(
    `select tickets.number, tickets.status, opened_at as "openedAt", customers.name as "customerName",
       coalesce(engineers.name, acknowledged_by) as "holderName",
       (select count(*)::int from calls where calls.ticket_number = tickets.number and party = 'caller') as calls,
       (select count(*)::int from ticket_events event
         where event.ticket_number = tickets.number and event.kind in ('described', 'caller-message')) as messages
     from tickets left join customers on customers.number = tickets.customer_number
       left join engineers on engineers.key = acknowledged_by
     where not verified and tickets.status in ('open', 'acknowledged') order by tickets.number desc limit $1`,
    [limit],
  );
}
