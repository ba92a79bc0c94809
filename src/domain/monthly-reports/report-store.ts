import type { Db } from '../../platform/db/database.ts';
import { DUE, DUE_AT, dueParams, PROMISES, STANDING, standingAt } from '../attainment/attainment-store.ts';
import type { DueFilter } from '../attainment/due-filter.ts';
import { OBJECTED } from '../tickets/timeline-store.ts';
import {
  isOfSameMiss,
  type MissRemedy,
  type ReportedCustomer,
  type ReportedEvent,
  type ReportedTicketRow,
  type ReportRows,
} from './report-rows.ts';

/** A customer, also one who has left. Their language is the one of their entry, or else of their first contact. */
export async function findReportedCustomer(db: Db, number: string): Promise<ReportedCustomer | null> {
  const [row] = await db.query<ReportedCustomer>(
    `select number, name, plan, calendar, seats, valid_from as "validFrom", valid_until as "validUntil", report_to as "sentTo",
       coalesce(report_language, (select language from contacts
         where customer_number = number and retired_at is null and language in ('de', 'en') order by seat limit 1),
         'en') as language,
       (select count(*)::int from contacts where customer_number = number and retired_at is null)
         as "seatsWithPin",
       (select coalesce(jsonb_agg(jsonb_build_object('from', former.valid_from, 'until', former.valid_until) order by until), '[]')
         from former_contracts former where customer_number = number) as "formerTerms"
     from customers where number = $1`,
    [number],
  );
  return row ?? null;
}

/** A month by each calendar by which a customer was promised something. */
export type MonthSpans = readonly { calendar: string; from: Date; until: Date }[];

/** A month of a customer: each of their tickets is asked for its own calendar's. `from` and `until` are around them all. */
export type ReportFilter = DueFilter & {
  customer: string;
  spans: MonthSpans;
};

/** Every calendar by which a customer was promised something. */
export async function listCalendarsOf(db: Db, customer: string): Promise<string[]> {
  const rows = await db.query<{ calendar: string }>(
    'select distinct calendar from tickets where customer_number = $1 order by calendar',
    [customer],
  );
  return rows.map(({ calendar }) => calendar);
}

/** The promises, each with its own month; $7 to $9 say which that is. */
const IN_THEIR_MONTHS = `${PROMISES} join unnest($7::text[], $8::timestamptz[], $9::timestamptz[])
  as own (of_calendar, begins, ends) on of_calendar = tickets.calendar`;

const DUE_IN_IT = `${DUE} and ${DUE_AT} >= begins and ${DUE_AT} < ends`;

function paramsOf(filter: ReportFilter, now: Date): unknown[] {
  const { spans } = filter;
  return [
    ...dueParams(filter, now),
    spans.map(({ calendar }) => calendar),
    spans.map(({ from }) => from),
    spans.map(({ until }) => until),
  ];
}

/** Of all promises of a customer that were due in a month: how many of each severity stand how. */
export async function countStandings(
  db: Db,
  filter: ReportFilter,
  now: Date,
): Promise<ReportRows['figures']> {
  return db.query(
    `select severity, standing, count(*)::int as count
     from (select severity, ${STANDING} as standing from ${IN_THEIR_MONTHS} where ${DUE_IN_IT}) as due
     where standing is not null group by severity, standing order by severity, standing`,
    paramsOf(filter, now),
  );
}

/** Of each promise that was missed in a month: which plan gave it, and when, the first one first. A first ring may be long before. */
export async function listMissedPlans(
  db: Db,
  filter: ReportFilter,
  now: Date,
): Promise<{ plan: string; openedAt: Date }[]> {
  return db.query(
    `select plan, opened_at as "openedAt" from (
       select plan, ${STANDING} as standing, coalesce((select min(at) from ticket_events
         where ticket_number = number and kind = 'opened'), opened_at) as opened_at
       from ${IN_THEIR_MONTHS} where ${DUE_IN_IT}) as due
     where standing in ('late', 'unanswered') order by opened_at`,
    paramsOf(filter, now),
  );
}

/** What the customer objected to, or was opened again: its month is told of it, also where the ticket is of one that was told. */
const REOPENED = `(kind = 'reopened' or ${OBJECTED})`;

/** What became otherwise of a promise that was due before its month: its severity was changed, it was answered at last, or given up. */
const SETTLED_LATER = `${DUE_AT} < begins and ((coalesce(answered_at, closed_at) >= begins and coalesce(answered_at, closed_at) < ends) or exists (
       select from ticket_events where ticket_number = number and kind = 'severity-changed' and at >= begins and at < ends))`;

/**
 * The promises to a customer that were due in a month, and those of tickets that were opened, opened again, or settled after their
 * month in it, by their first ring. What an objection has ended is told where it was due, or opened.
 */
export async function listReportedTickets(
  db: Db,
  filter: ReportFilter,
  limit: number,
  now: Date,
): Promise<ReportedTicketRow[]> {
  return db.query<ReportedTicketRow>(
    `select number, kind, signature, severity, channel, verified, calendar, opened_at as "openedAt", clock,
       window_from as "windowFrom", respond_by as "respondBy", acknowledged_at as "acknowledgedAt",
       answered_at as "answeredAt", closed_at as "closedAt", missed_at as "missedAt",
       begun_at as "begunAt", ended_at as "endedAt", ${STANDING} as standing,
       case when answered_at is not null then (select detail ->> 'how' from ticket_events
         where ticket_number = number and kind = 'answered' and (ended_at is null or at <= ended_at) order by id desc limit 1) end as "answeredHow"
     from ${IN_THEIR_MONTHS}
     where customer_number = $5 and ((${DUE_IN_IT}) or (begun_at is null and opened_at >= begins and opened_at < ends)
       or (ended_at is null and (exists (select from ticket_events where ticket_number = number and ${REOPENED} and at >= begins and at < ends)
         or (${SETTLED_LATER}))))
     order by opened_at, number, window_from limit $10`,
    [...paramsOf(filter, now), limit],
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

/** What was done about each miss. A text of before stood for the whole ticket: it is of the last miss that it was written after. */
export async function listRemedies(db: Db, ticketNumbers: readonly string[]): Promise<MissRemedy[]> {
  return db.query<MissRemedy>(
    `with of_before as (
       select ticket_number, (select max(${DUE_AT}) from ${PROMISES} where number = ticket_number and ${DUE_AT} <= written_at
           and ${standingAt('written_at')} in ('late', 'unanswered')) as due_at, text, written_at
       from miss_remedies where ticket_number = any($1::bigint[]))
     select distinct on (ticket_number, due_at) ticket_number as "ticketNumber", due_at as "dueAt", text, written_at as "writtenAt"
     from (select ticket_number, due_at, text, written_at from promise_remedies where ticket_number = any($1::bigint[])
       union all select * from of_before where due_at is not null) as told
     order by ticket_number, due_at, written_at desc`,
    [ticketNumbers],
  );
}

/**
 * Says what was done about a miss, in place of what was said before, which may be newer than the row: the version before has written it.
 * @param before when that was said; null: nothing was
 * @returns false: somebody has said something else meanwhile, and it stays
 */
export async function writeRemedy(
  db: Db,
  remedy: MissRemedy & { writtenBy: string },
  before: Date | null,
): Promise<boolean> {
  const { ticketNumber, dueAt, text, writtenBy, writtenAt } = remedy;
  const said = (await listRemedies(db, [ticketNumber])).find((each) => isOfSameMiss(each, remedy));
  if (said && said.text !== text && said.writtenAt.getTime() !== before?.getTime()) return false;
  const written = await db.query(
    `insert into promise_remedies as said (ticket_number, due_at, text, written_by, written_at) values ($1, $2, $3, $4, $5)
     on conflict (ticket_number, due_at) do update
       set text = excluded.text, written_by = excluded.written_by, written_at = excluded.written_at
       where said.written_at <= $6 or said.text = excluded.text
     returning ticket_number`,
    [ticketNumber, dueAt, text, writtenBy, writtenAt, before],
  );
  return written.length > 0;
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
