import type { Db } from '../../../platform/db/database.ts';

/**
 * A text that is another as soon as anything is on record about a ticket that its page shows; null if there is no such
 * ticket. Much less is read than for the page itself.
 */
export async function ticketStamp(db: Db, number: string): Promise<string | null> {
  const [row] = await db.query<{ stamp: string }>(
    `select md5(concat_ws('|', t::text, customers.name, contacts.name,
         (select max(id) from ticket_events where ticket_number = t.number),
         (select string_agg(concat(p.id, p.status, p.reason), ',' order by p.id) from pages p where p.ticket_number = t.number),
         (select string_agg(concat(c.id, c.status, c.next_at), ',' order by c.id) from callbacks c where c.ticket_number = t.number),
         (select string_agg(concat(a.id, a.stage, a.outcome), ',' order by a.id) from callback_attempts a where a.ticket_number = t.number),
         (select string_agg(concat(l.id, l.sid, l.status, l.visit ->> 'state'), ',' order by l.id) from calls l where l.ticket_number = t.number),
         (select string_agg(concat(m.id, m.status), ',' order by m.id) from messages m where m.ticket_number = t.number)
       )) as stamp
     from tickets t
       left join customers on customers.number = t.customer_number
       left join contacts on contacts.id = t.contact_id
     where t.number = $1`,
    [number],
  );
  return row?.stamp ?? null;
}
