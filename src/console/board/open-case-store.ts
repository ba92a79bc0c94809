import type { Stage } from '../../callbacks/callback.ts';
import type { Db } from '../../db/database.ts';
import type { Channel, PageStatus } from '../../paging/page.ts';
import type { Severity, Ticket } from '../../tickets/ticket.ts';

/** An unanswered ticket with what a supervisor asks about it at a glance. */
export type OpenCaseRow = Pick<
  Ticket,
  | 'number'
  | 'kind'
  | 'status'
  | 'verified'
  | 'abandoned'
  | 'calendar'
  | 'clock'
  | 'windowFrom'
  | 'respondBy'
  | 'acknowledgedBy'
  | 'acknowledgedAt'
> & {
  severity: Severity;
  customerName: string | null;
  contactName: string | null;
  holderName: string | null;
  /** whoever has the case is being rung up, to be connected with the customer */
  isRinging: boolean;
  /** of the callback that is under way */
  stage: Exclude<Stage, 'ended'> | null;
  /** when the customer, or whoever has the case, is rung up next */
  callbackAt: Date | null;
  /** when the next step of the policy is due */
  pageAt: Date | null;
};

/** Unanswered tickets, the most pressing first. */
export async function listOpenCases(db: Db, limit: number): Promise<OpenCaseRow[]> {
  return db.query<OpenCaseRow>(
    `select t.number, t.kind, t.status, t.severity, t.verified, t.abandoned, t.calendar, t.clock,
       t.window_from as "windowFrom", t.respond_by as "respondBy", t.acknowledged_by as "acknowledgedBy",
       t.acknowledged_at as "acknowledgedAt", customers.name as "customerName", contacts.name as "contactName",
       coalesce(holders.name, t.acknowledged_by) as "holderName",
       attempts.stage, exists (select from pages p where p.ticket_number = t.number and p.step = -1
         and p.status in ('planned', 'sending', 'sent')) as "isRinging", coalesce(callbacks.next_at, ringing.due_at) as "callbackAt", paging.due_at as "pageAt"
     from tickets t
       left join customers on customers.number = t.customer_number
       left join contacts on contacts.id = t.contact_id
       left join engineers holders on holders.key = t.acknowledged_by
       left join callbacks on callbacks.ticket_number = t.number and callbacks.status = 'open'
       left join callback_attempts attempts on attempts.callback_id = callbacks.id and attempts.stage <> 'ended'
       left join timers ringing on ringing.kind = 'begin-callback' and ringing.subject = t.number::text
       left join timers paging on paging.kind = 'escalate' and paging.subject = t.number::text
     where t.status in ('open', 'acknowledged')
     order by t.respond_by, t.number limit $1`,
    [limit],
  );
}

/** A page about an unanswered ticket; who: null for a supervisor. */
export interface OpenCasePage {
  ticketNumber: string;
  who: string | null;
  channel: Channel;
  status: PageStatus;
}

/** The pages of this round of every unanswered ticket, and of the one before, newest first. */
export async function listOpenCasePages(db: Db): Promise<OpenCasePage[]> {
  return db.query<OpenCasePage>(
    `select p.ticket_number as "ticketNumber", engineers.name as who, p.channel, p.status
     from tickets t
       join pages p on p.ticket_number = t.number and p.round >= t.round - 1 and p.step <> -1
       left join engineers on engineers.key = p.engineer
     where t.status in ('open', 'acknowledged')
     order by p.planned_at desc, p.id`,
  );
}

export async function countOpenCases(db: Db): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from tickets where status in ('open', 'acknowledged')`,
  );
  return row?.count ?? 0;
}
