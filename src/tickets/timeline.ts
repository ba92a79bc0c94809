import type { Db } from '../db/database.ts';

/** Everything that happened to a ticket, in order: enough to explain any miss. */
export interface TimelineEvent {
  at: Date;
  kind: TimelineKind;
  /** an engineer's key, `caller`, `customer`, `api` or `hotline` */
  actor: string;
  detail: Record<string, unknown>;
}

export type TimelineKind =
  | 'opened'
  | 'severity-changed'
  | 'described'
  | 'callback-number'
  | 'step'
  | 'nobody-found'
  | 'page'
  | 'page-ended'
  | 'acknowledged'
  | 'acknowledgement-stale'
  | 'passed-on'
  | 'callback-started'
  | 'customer-called'
  | 'joined'
  | 'callback-ended'
  | 'callback-planned'
  | 'outcome'
  | 'answered'
  | 'progress'
  | 'confirmation'
  | 'order-refused'
  | 'message'
  | 'caller-message'
  | 'caller-hung-up'
  | 'waiting'
  | 'merged'
  | 'deadline-missed'
  | 'closed';

export async function addEvent(
  db: Db,
  ticketNumber: string,
  event: Omit<TimelineEvent, 'detail'> & { detail?: Record<string, unknown> },
): Promise<void> {
  await db.query(
    'insert into ticket_events (ticket_number, at, kind, actor, detail) values ($1, $2, $3, $4, $5)',
    [ticketNumber, event.at, event.kind, event.actor, JSON.stringify(event.detail ?? {})],
  );
}

export async function timelineOf(db: Db, ticketNumber: string): Promise<TimelineEvent[]> {
  return db.query<TimelineEvent>(
    'select at, kind, actor, detail from ticket_events where ticket_number = $1 order by id',
    [ticketNumber],
  );
}

/** Whether an engineer and the customer have talked since the ticket was opened, or opened again. */
export async function hasTalked(db: Db, ticketNumber: string): Promise<boolean> {
  const rows = await db.query(
    `select from ticket_events joined where ticket_number = $1 and kind = 'joined' and not exists (
       select from ticket_events answered
       where answered.ticket_number = $1 and answered.kind = 'answered' and answered.id > joined.id)
     limit 1`,
    [ticketNumber],
  );
  return rows.length > 0;
}
