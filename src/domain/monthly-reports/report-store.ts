import type { Db } from '../../platform/db/database.ts';
import { DUE, dueParams, STANDING } from '../attainment/attainment-store.ts';
import type { DueFilter } from '../attainment/due-filter.ts';
import type {
  MissRemedy,
  ReportedCustomer,
  ReportedEvent,
  ReportedTicketRow,
  ReportRows,
} from './report-rows.ts';

/** A customer, also one who has left. Their language is the one of their entry, or else of their first contact. */
export async function findReportedCustomer(db: Db, number: string): Promise<ReportedCustomer | null> {
  const [row] = await db.query<ReportedCustomer>(
    `select number, name, plan, calendar, seats, valid_from as "validFrom", valid_until as "validUntil", report_to as "sentTo",
       coalesce(report_language, (select language from contacts
         where customer_number = number and retired_at is null and language in ('de', 'en') order by seat limit 1),
         'en') as language,
       (select count(*)::int from contacts where customer_number = number and retired_at is null)
         as "seatsWithPin"
     from customers where number = $1`,
    [number],
  );
  return row ?? null;
}

/** Of all promises of a customer that were due in a span: how many of each severity stand how. */
export async function countStandings(db: Db, filter: DueFilter, now: Date): Promise<ReportRows['figures']> {
  return db.query(
    `select severity, standing, count(*)::int as count
     from (select severity, ${STANDING} as standing from tickets where ${DUE}) as due
     where standing is not null group by severity, standing order by severity, standing`,
    dueParams(filter, now),
  );
}

/** Of each promise that was missed in a span: which plan gave it, and when, the first one first. A first ring may be long before. */
export async function listMissedPlans(
  db: Db,
  filter: DueFilter,
  now: Date,
): Promise<{ plan: string; openedAt: Date }[]> {
  return db.query(
    `select plan, opened_at as "openedAt" from (
       select plan, ${STANDING} as standing, coalesce((select min(at) from ticket_events
         where ticket_number = number and kind = 'opened'), opened_at) as opened_at
       from tickets where ${DUE}) as due
     where standing in ('late', 'unanswered') order by opened_at`,
    dueParams(filter, now),
  );
}

/** What the customer objected to, or was opened again: its month is told of it, also where the ticket is of one that was told. */
const REOPENED = `(kind = 'reopened' or kind = 'progress' and detail ->> 'stage' = 'objected')`;

/** The tickets of a customer that were due, opened, or opened again in a span, by their first ring. */
export async function listReportedTickets(
  db: Db,
  filter: DueFilter & { customer: string },
  limit: number,
  now: Date,
): Promise<ReportedTicketRow[]> {
  return db.query<ReportedTicketRow>(
    `select number, kind, signature, severity, channel, verified, calendar, opened_at as "openedAt", clock,
       window_from as "windowFrom", respond_by as "respondBy", acknowledged_at as "acknowledgedAt",
       answered_at as "answeredAt", closed_at as "closedAt", missed_at as "missedAt", ${STANDING} as standing
     from tickets
     where customer_number = $5 and ((${DUE}) or (opened_at >= $1 and opened_at < $2) or exists (
       select from ticket_events where ticket_number = number and ${REOPENED} and at >= $1 and at < $2))
     order by opened_at, number limit $7`,
    [...dueParams(filter, now), limit],
  );
}

/** What happened to some tickets and is told, in its order; of one ticket at most so much. */
export async function listReportedEvents(
  db: Db,
  ticketNumbers: readonly string[],
  limit: number,
): Promise<ReportedEvent[]> {
  return db.query<ReportedEvent>(
    `select ticket_number as "ticketNumber", at, kind, actor, detail
     from (select *, row_number() over (partition by ticket_number order by id) as place from ticket_events
       where ticket_number = any($1::bigint[]) and kind in ('severity-changed', 'reopened', 'progress')) as told
     where place <= $2 order by id`,
    [ticketNumbers, limit],
  );
}

export async function listRemedies(db: Db, ticketNumbers: readonly string[]): Promise<MissRemedy[]> {
  return db.query<MissRemedy>(
    `select ticket_number as "ticketNumber", text, written_at as "writtenAt"
     from miss_remedies where ticket_number = any($1::bigint[])`,
    [ticketNumbers],
  );
}

/** Says what was done about a miss, in place of what was said before. */
export async function writeRemedy(db: Db, remedy: MissRemedy & { writtenBy: string }): Promise<void> {
  await db.query(
    `insert into miss_remedies (ticket_number, text, written_by, written_at) values ($1, $2, $3, $4)
     on conflict (ticket_number) do update
       set text = excluded.text, written_by = excluded.written_by, written_at = excluded.written_at`,
    [remedy.ticketNumber, remedy.text, remedy.writtenBy, remedy.writtenAt],
  );
}

/** How many calls of a customer there were in a span, and how many of anybody's only the carrier had on record at first. */
export async function countReportedCalls(
  db: Db,
  { customer, from, until }: Pick<DueFilter, 'customer' | 'from' | 'until'>,
): Promise<ReportRows['calls']> {
  const [row] = await db.query<ReportRows['calls']>(
    `select (select count(*)::int from calls where customer_number = $1 and direction = 'inbound' and party = 'caller'
         and started_at >= $2 and started_at < $3) as "ofCustomer",
       (select coalesce(sum(calls), 0)::int from reconciliation_reports where at >= $2 and at < $3) as "foundLater"`,
    [customer, from, until],
  );
  return row ?? { ofCustomer: 0, foundLater: 0 };
}
