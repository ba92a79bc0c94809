import { missedBefore } from '../../domain/attainment/attainment-store.ts';
import { findPagingRecords } from '../../domain/paging/paging-record-store.ts';
import type { Severity, TicketStatus } from '../../domain/tickets/ticket.ts';
import type { Db } from '../../platform/db/database.ts';
import type { PagedTicketRow, TicketRow } from './ticket-view.ts';

const TICKETS = `select t.number, t.kind, t.signature, t.severity, t.status, t.channel, t.verified, t.abandoned,
    t.customer_number as "customerNumber", customers.name as "customerName", t.plan, contacts.name as "contactName",
    calls.sid as "callSid", t.callback_number as "callbackNumber", t.opened_at as "openedAt",
    t.respond_by as "respondBy", t.acknowledged_at as "acknowledgedAt", t.acknowledged_by as "acknowledgedBy",
    t.answered_at as "answeredAt", t.answered_by as "answeredBy",
    case when t.answered_at is not null then (select detail ->> 'how' from ticket_events e
      where e.ticket_number = t.number and e.kind = 'answered' order by e.id desc limit 1) end as "answeredHow",
    t.missed_at as "missedAt", ${missedBefore('t.number')} as "missedBefore", t.untold_since as "untoldSince",
    t.answer_sent_at as "answerSentAt", t.reopened_at as "reopenedAt", t.reopenings, t.hands, t.helpers, t.text,
    t.recording_sid as "recordingSid", t.transcript,
    (select hash from ledger_leaves where ticket_number = t.number and fact = 'timeline' order by ledger_leaves.id limit 1) as opening
  from tickets t
    left join customers on customers.number = t.customer_number
    left join contacts on contacts.id = t.contact_id
    left join calls on calls.id = t.call_id`;

export async function findTicketRow(db: Db, number: string): Promise<PagedTicketRow | null> {
  const rows = await db.query<TicketRow>(`${TICKETS} where t.number = $1`, [number]);
  const [row] = await withPaging(db, rows);
  return row ?? null;
}

async function withPaging(db: Db, rows: readonly TicketRow[]): Promise<PagedTicketRow[]> {
  const unheld = rows.filter(({ status }) => status === 'open').map(({ number }) => number);
  const records = await findPagingRecords(db, unheld);
  return rows.map((row) => ({ ...row, paging: records.get(row.number) ?? null }));
}

export interface TicketQuery {
  status?: TicketStatus | undefined;
  customer?: string | undefined;
  severity?: Severity | undefined;
  since?: Date | undefined;
  /** the last number of the page before */
  cursor?: string | undefined;
  limit: number;
}

/** Newest first, one more than `limit` if there are more. */
export async function listTicketRows(db: Db, query: TicketQuery): Promise<PagedTicketRow[]> {
  const rows = await db.query<TicketRow>(
    `${TICKETS}
     where ($1::text is null or t.status = $1) and ($2::text is null or t.customer_number = $2)
       and ($3::int is null or t.severity = $3) and ($4::timestamptz is null or t.opened_at >= $4)
       and ($5::bigint is null or t.number < $5)
     order by t.number desc limit $6`,
    [
      query.status ?? null,
      query.customer ?? null,
      query.severity ?? null,
      query.since ?? null,
      query.cursor ?? null,
      query.limit + 1,
    ],
  );
  return withPaging(db, rows);
}

/** The tickets of these numbers, in their order. */
export async function ticketRowsOf(db: Db, numbers: readonly string[]): Promise<TicketRow[]> {
  return db.query<TicketRow>(
    `${TICKETS} where t.number = any($1::bigint[]) order by array_position($1::bigint[], t.number)`,
    [numbers],
  );
}
