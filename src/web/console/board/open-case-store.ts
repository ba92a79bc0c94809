import type { Stage } from '../../../domain/callbacks/callback.ts';
import type { Channel, PageStatus } from '../../../domain/paging/page.ts';
import type { Severity, Ticket } from '../../../domain/tickets/ticket.ts';
import type { Db } from '../../../platform/db/database.ts';
import { dueAtOf } from '../../../platform/timers/claimed-timers-store.ts';

/** An unanswered ticket with what a supervisor asks about it at a glance. */
export type OpenCaseRow = Pick<
  Ticket,
  | 'number'
  | 'kind'
  | 'status'
  | 'verified'
  | 'abandoned'
  | 'untoldSince'
  | 'calendar'
  | 'clock'
  | 'windowFrom'
  | 'respondBy'
  | 'acknowledgedBy'
  | 'hands'
  | 'acknowledgedAt'
  | 'openedAt'
  | 'answerSentAt'
  | 'round'
  | 'nextStep'
> & {
  severity: Severity;
  customerNumber: string | null;
  customerName: string | null;
  contactName: string | null;
  holderName: string | null;
  /** who helps whoever has it, by name */
  helpers: string[];
  /** when whoever has the ticket is away, from now on; RFC 3339 */
  holderAway: { from: string; until: string }[];
  /** whoever has the ticket is being rung up, to be connected with the customer */
  isRinging: boolean;
  /** of the callback that is under way */
  stage: Exclude<Stage, 'ended'> | null;
  /** when the customer, or whoever has the ticket, is rung up next */
  callbackAt: Date | null;
  /** when the next step of the policy is due */
  pageAt: Date | null;
  /** of this round and the one before, newest first */
  pages: OpenCasePage[];
};

/** A page about an unanswered ticket; who: null for a supervisor. */
export interface OpenCasePage {
  who: string | null;
  channel: Channel;
  status: PageStatus;
}

/** Whatever stands in a ticket's row is read from these rows, from its pages and from those of `engineers` and `absences`. */
const FROM_OPEN = `from tickets t
    left join customers on customers.number = t.customer_number
    left join contacts on contacts.id = t.contact_id
    left join engineers holders on holders.key = t.acknowledged_by
    left join callbacks on callbacks.ticket_number = t.number and callbacks.status = 'open'
    left join callback_attempts attempts on attempts.callback_id = callbacks.id and attempts.stage <> 'ended'
    left join timers ringing on ringing.kind = 'begin-callback' and ringing.subject = t.number::text
    left join timers paging on paging.kind = 'escalate' and paging.subject = t.number::text
  where t.status in ('open', 'acknowledged')`;

const AWAY = `absences where absences.engineer = t.acknowledged_by and removed_at is null and until_at > t.acknowledged_at`;

const OPEN_CASES = `select t.number, t.kind, t.status, t.severity, t.verified, t.abandoned, t.untold_since as "untoldSince", t.calendar, t.clock,
    t.window_from as "windowFrom", t.respond_by as "respondBy", t.acknowledged_by as "acknowledgedBy",
    t.acknowledged_at as "acknowledgedAt", t.opened_at as "openedAt", t.answer_sent_at as "answerSentAt", t.round,
    t.next_step as "nextStep", t.customer_number as "customerNumber",
    customers.name as "customerName", contacts.name as "contactName",
    coalesce(holders.name, t.acknowledged_by) as "holderName", attempts.stage,
    t.hands, array(select coalesce(engineers.name, helper) from unnest(t.helpers) helper left join engineers on engineers.key = helper) as helpers,
    array(select jsonb_build_object('from', from_at, 'until', until_at) from ${AWAY} order by from_at limit 10) as "holderAway",
    exists (select from pages p where p.ticket_number = t.number and p.step = -1
      and p.status in ('planned', 'sending', 'sent')) as "isRinging",
    coalesce(callbacks.next_at, ${dueAtOf('ringing')}) as "callbackAt",
    ${dueAtOf('paging')} as "pageAt",
    array(select jsonb_build_object('who', paged.name, 'channel', p.channel, 'status', p.status)
      from pages p left join engineers paged on paged.key = p.engineer
      where p.ticket_number = t.number and p.round >= t.round - 1 and p.step not in (-1, -3, -4)
      order by p.planned_at desc, p.id) as pages
  ${FROM_OPEN}`;

/** Each version of a row has the number of the transaction that wrote it: https://www.postgresql.org/docs/current/ddl-system-columns.html */
const VERSION = `md5(row(t.xmin, customers.xmin, contacts.xmin, callbacks.xmin, attempts.xmin, ringing.xmin, paging.xmin,
    (select string_agg(p.xmin::text, ',' order by p.id) from pages p where p.ticket_number = t.number),
    (select string_agg(absences.xmin::text, ',' order by id) from ${AWAY}),
    (select string_agg(engineers.xmin::text, ',' order by key) from engineers))::text)`;

/**
 * Unanswered tickets by number, the most pressing first, each with a version: as long as that is the same, all that is on
 * record about the ticket is. It costs a third of reading the tickets themselves.
 */
export async function listOpenCaseVersions(
  db: Db,
  limit: number,
): Promise<{ number: string; version: string }[]> {
  return db.query<{ number: string; version: string }>(
    `select t.number, ${VERSION} as version ${FROM_OPEN} order by t.verified desc, t.respond_by, t.number limit $1`,
    [limit],
  );
}

/** Those of these tickets that are unanswered, in no order. */
export async function findOpenCases(db: Db, numbers: readonly string[]): Promise<OpenCaseRow[]> {
  return db.query<OpenCaseRow>(`${OPEN_CASES} and t.number = any($1::bigint[])`, [numbers]);
}

export async function countOpenCases(db: Db): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from tickets where status in ('open', 'acknowledged')`,
  );
  return row?.count ?? 0;
}
