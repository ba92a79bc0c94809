import type { Db } from '../../platform/db/database.ts';

/** What brought a page, or words to the customer, to a phone, with all its instants; null where there was none, or none was kept. */
export interface Carried {
  kind: 'sms' | 'call';
  /** `customer`: an SMS about the ticket to its customer, or a call that speaks it; anybody else: a page */
  audience: 'customer' | 'page';
  engineer: string | null;
  step: number | null;
  status: string;
  error: string | null;
  plannedAt: Date;
  askedAt: Date | null;
  /** when the carrier answered that it has it */
  takenAt: Date | null;
  answeredAt: Date | null;
  deliveredAt: Date | null;
  /** when the carrier told that an SMS could not be delivered */
  failedAt: Date | null;
  /** when a leg ended, or a page was over */
  endedAt: Date | null;
  /** an SMS that went out inside another one */
  isBundled: boolean;
  /** until when the person was on another call of ours, of four hours at most, if that held this one up */
  busyUntil: Date | null;
  /** when the phone had got another page by SMS, less than a minute before this one was wanted */
  textedAt: Date | null;
}

const MAX_CARRIED = 500;

/** Everything that went out about a ticket, in the order in which it was wanted; the first 500. */
export async function listCarried(db: Db, ticketNumber: string): Promise<Carried[]> {
  return db.query<Carried>(
    `select * from (
       select p.channel as kind, 'page' as audience, p.engineer, p.step, p.status, m.error, p.planned_at as "plannedAt",
         coalesce(carrier.asked_at, m.asked_at, c.dialled_at) as "askedAt",
         coalesce(carrier.sent_at, m.sent_at, c.accepted_at) as "takenAt", c.answered_at as "answeredAt",
         case when coalesce(carrier.status, m.status) = 'delivered' then coalesce(carrier.reported_at, m.reported_at) end
           as "deliveredAt",
         case when coalesce(carrier.status, m.status) in ('undelivered', 'failed')
           then coalesce(carrier.reported_at, m.reported_at) end as "failedAt",
         coalesce(c.ended_at, p.ended_at) as "endedAt", m.bundled_into is not null as "isBundled",
         (select max(other.ended_at) from calls other
            where other.engineer = c.engineer and other.id <> c.id and other.started_at < c.dialled_at
              and other.started_at > c.started_at - interval '4 hours'
              and other.ended_at > c.started_at and other.ended_at <= c.dialled_at) as "busyUntil",
         (select max(other.sent_at) from messages other
            where other.to_number = m.to_number and other.page_id is not null and other.id <> m.id
              and other.sent_at <= m.created_at and other.sent_at > m.created_at - interval '1 minute') as "textedAt"
       from pages p
         left join calls c on c.id = p.call_id
         left join messages m on m.page_id = p.id
         left join messages carrier on carrier.id = m.bundled_into
       where p.ticket_number = $1
       union all
       select 'sms', 'customer', null, null, m.status, m.error, m.created_at, m.asked_at, m.sent_at, null,
         case when m.status = 'delivered' then m.reported_at end,
         case when m.status in ('undelivered', 'failed') then m.reported_at end, null, false, null, null
       from messages m
       where m.ticket_number = $1 and m.direction = 'outbound' and m.audience = 'customer'
       union all
       select 'call', 'customer', null, null, c.status, null, c.started_at, c.dialled_at, c.accepted_at, c.answered_at,
         null, null, c.ended_at, false, null, null
       from calls c
       where c.ticket_number = $1 and c.message_id is not null
     ) as carried
     order by "plannedAt" limit $2`,
    [ticketNumber, MAX_CARRIED],
  );
}

/** Work on a ticket that is still to be done. */
export interface PendingWork {
  kind: string;
  dueAt: Date;
  /** more than 0: it was begun, and did not finish */
  attempts: number;
}

/** What is due about a ticket, next first. */
export async function listPendingWork(db: Db, ticketNumber: string): Promise<PendingWork[]> {
  return db.query<PendingWork>(
    `select kind, due_at as "dueAt", attempts from timers
     where subject = $1 and kind in ('escalate', 'acknowledgement-stale', 'deadline', 'begin-callback')
     order by due_at, kind`,
    [ticketNumber],
  );
}
