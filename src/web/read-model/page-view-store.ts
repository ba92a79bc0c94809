import type { Db } from '../../platform/db/database.ts';
import type { PageRow } from './page-view.ts';
import type { InstantCursor } from './paging.ts';

export interface TicketPart {
  ticket?: string | undefined;
  cursor?: InstantCursor | undefined;
  limit: number;
}

const PAGES = `select p.id, p.ticket_number as "ticketNumber", p.round, p.step, p.engineer, engineers.name as "engineerName",
    p.number, p.channel, p.status, p.reason, calls.sid as "callSid", p.planned_at as "plannedAt",
    p.sent_at as "sentAt", p.ended_at as "endedAt"
  from pages p
    left join engineers on engineers.key = p.engineer
    left join calls on calls.id = p.call_id`;

/** Pages, newest first, one more than `limit` if there are more. */
export async function listPageRows(db: Db, { ticket, cursor, limit }: TicketPart): Promise<PageRow[]> {
  return db.query<PageRow>(
    `${PAGES}
     where ($1::bigint is null or p.ticket_number = $1)
       and ($2::timestamptz is null or (p.planned_at, p.id) < ($2, $3::uuid))
     order by p.planned_at desc, p.id desc limit $4`,
    [ticket ?? null, cursor?.at ?? null, cursor?.id ?? null, limit + 1],
  );
}

/** The last pages of an engineer, newest first; calls to connect them with a customer are none. */
export async function listPageRowsOf(db: Db, engineer: string, limit: number): Promise<PageRow[]> {
  return db.query<PageRow>(
    `${PAGES} where p.engineer = $1 and p.step >= 0 order by p.planned_at desc, p.id desc limit $2`,
    [engineer, limit],
  );
}
