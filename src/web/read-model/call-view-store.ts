import type { Party } from '../../domain/calls/call.ts';
import type { Db } from '../../platform/db/database.ts';
import type { CallRow } from './call-view.ts';
import type { InstantCursor } from './paging.ts';

/** One of our own engineers rang to hear what is open for them, and wanted nothing as a customer. */
export const OWN = `(l.engineer is not null and l.party = 'caller'
  and l.visit ->> 'state' in ('engineer-none', 'engineer-case', 'engineer-rung-back', 'goodbye'))`;

const CALLS = `select l.id, l.sid, l.direction, l.party, l.from_number as "fromNumber", l.to_number as "toNumber",
    l.status, l.visit ->> 'state' as state, l.ticket_number as "ticketNumber", l.customer_number as "customerNumber",
    customers.name as "customerName", contacts.name as "contactName", l.engineer, engineers.name as "engineerName",
    coalesce(l.missed, false) as "isMissed", l.started_at as "startedAt", l.answered_at as "answeredAt", l.ended_at as "endedAt"
  from calls l
    left join customers on customers.number = l.customer_number
    left join contacts on contacts.id = l.contact_id
    left join engineers on engineers.key = l.engineer`;

export interface CallQuery {
  since?: Date | undefined;
  ticket?: string | undefined;
  customer?: string | undefined;
  party?: Party | undefined;
  cursor?: InstantCursor | undefined;
  limit: number;
}

/** The call log, newest first, one more than `limit` if there are more. */
export async function listCallRows(db: Db, query: CallQuery): Promise<CallRow[]> {
  return db.query<CallRow>(
    `${CALLS}
     where ($1::timestamptz is null or l.started_at >= $1) and ($2::bigint is null or l.ticket_number = $2)
       and ($3::text is null or l.customer_number = $3) and ($4::text is null or l.party = $4)
       and ($5::timestamptz is null or (l.started_at, l.id) < ($5, $6::uuid))
     order by l.started_at desc, l.id desc limit $7`,
    [
      query.since ?? null,
      query.ticket ?? null,
      query.customer ?? null,
      query.party ?? null,
      query.cursor?.at ?? null,
      query.cursor?.id ?? null,
      query.limit + 1,
    ],
  );
}

export async function findCallRow(db: Db, sid: string): Promise<CallRow | null> {
  const [row] = await db.query<CallRow>(`${CALLS} where l.sid = $1`, [sid]);
  return row ?? null;
}

/** Every leg of a ticket, in the order in which they began. */
export async function legsOfTicket(db: Db, ticketNumber: string): Promise<CallRow[]> {
  return db.query<CallRow>(`${CALLS} where l.ticket_number = $1 order by l.started_at, l.id`, [ticketNumber]);
}

/** The calls of these ids, newest first. */
export async function callRowsOf(db: Db, ids: readonly string[]): Promise<CallRow[]> {
  return db.query<CallRow>(`${CALLS} where l.id = any($1::uuid[]) order by l.started_at desc, l.id desc`, [
    ids,
  ]);
}
