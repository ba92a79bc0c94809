import type { CallStatus, Party } from '../../../domain/calls/call.ts';
import type { Db } from '../../../platform/db/database.ts';

/** A call that is under way, and where its party stands in the flow. */
export interface LiveCall {
  id: string;
  sid: string | null;
  party: Party;
  /** the key of whoever is rung, or rings from their own phone */
  engineer: string | null;
  who: string | null;
  number: string | null;
  state: string;
  status: CallStatus;
  ticketNumber: string | null;
  startedAt: Date;
}

/** Calls that have been dialled and have not ended, the oldest first. */
export async function listLiveCalls(db: Db, limit: number): Promise<LiveCall[]> {
  return db.query<LiveCall>(
    `select l.id, l.sid, l.party, l.engineer, coalesce(engineers.name, contacts.name, customers.name) as who,
       case when l.direction = 'inbound' then l.from_number else l.to_number end as number,
       l.visit ->> 'state' as state, l.status, l.ticket_number as "ticketNumber", l.started_at as "startedAt"
     from calls l
       left join engineers on engineers.key = l.engineer
       left join contacts on contacts.id = l.contact_id
       left join customers on customers.number = l.customer_number
     where l.ended_at is null and l.status <> 'planned'
     order by l.started_at, l.id limit $1`,
    [limit],
  );
}
