import type { Db } from '../db/database.ts';
import { isLate } from '../tickets/ticket.ts';
import { listTickets } from '../tickets/ticket-store.ts';
import { type TimelineEvent, timelineOf } from '../tickets/timeline.ts';
import type { BoardTicket, Person } from './practice-line.ts';

/** The cast of the practice line: everybody in the directory who has a phone. */
export async function practicePeople(db: Db): Promise<Person[]> {
  return db.query<Person>(
    `select contacts.name, unnest(contacts.phones) as number, 'contact' as role, customers.name as hint
       from contacts join customers on customers.number = contacts.customer_number
      where contacts.retired_at is null and customers.retired_at is null
     union all
     select name, unnest(phones), 'engineer', null from engineers where retired_at is null
     union all
     select 'Supervisor', unnest(phones), 'supervisor', null from supervisors`,
  );
}

const SHOWN_TICKETS = 5;
const SHOWN_EVENTS = 6;

/** The newest tickets as the page shows them beside the phones. */
export async function practiceBoard(db: Db, now: Date): Promise<BoardTicket[]> {
  const tickets = await listTickets(db, { limit: SHOWN_TICKETS });
  return Promise.all(
    tickets.map(async (ticket) => {
      const [customer] = await db.query<{ name: string }>('select name from customers where number = $1', [
        ticket.customerNumber,
      ]);
      const events = await timelineOf(db, ticket.number);
      return {
        number: ticket.number,
        customer: customer?.name,
        severity: ticket.severity,
        status: ticket.status,
        openedAt: ticket.openedAt.toISOString(),
        respondBy: ticket.respondBy.toISOString(),
        acknowledgedBy: ticket.acknowledgedBy ?? undefined,
        answeredAt: ticket.answeredAt?.toISOString(),
        late: isLate(ticket, now),
        events: events
          .slice(-SHOWN_EVENTS)
          .map((event) => ({ at: event.at.toISOString(), text: inWords(event) })),
      };
    }),
  );
}

function inWords({ kind, actor }: TimelineEvent): string {
  return actor === 'hotline' ? kind : `${kind} · ${actor}`;
}
