import type { Db } from '../../platform/db/database.ts';
import { write } from '../../platform/db/write.ts';
import { leafParams } from '../evidence/leaf-store.ts';
import { type Promised, promiseFields, timelineFields } from '../evidence/ticket-facts.ts';
import { type Actor, type ActorKind, type ActorRow, rowOf } from '../users/actor.ts';
import type { Ticket } from './ticket.ts';

/** Everything that happened to a ticket, in order: enough to explain any miss. */
export interface TimelineEvent extends Omit<ActorRow, 'actorKind'> {
  at: Date;
  kind: TimelineKind;
  /** null: written by a version that told no kinds; an engineer's key, one of our own words, or a name */
  actorKind: ActorKind | null;
  /** of a user, as it is now */
  login: string | null;
  detail: Record<string, unknown>;
}

export const TIMELINE_KINDS = [
  'opened',
  'severity-changed',
  'described',
  'callback-number',
  'step',
  'nobody-found',
  'rest-breached',
  'page',
  'page-ended',
  'acknowledged',
  'helping',
  'acknowledgement-stale',
  'passed-on',
  'callback-started',
  'customer-called',
  'joined',
  'call-joined',
  'called-in',
  'listener-joined',
  'listener-left',
  'listener-refused',
  'callback-ended',
  'callback-planned',
  'outcome',
  'answered',
  'progress',
  'confirmation',
  'order-refused',
  'message',
  'caller-message',
  'caller-hung-up',
  'waiting',
  'merged',
  'customer-told',
  'customer-untold',
  'deadline-missed',
  'miss-taken-back',
  'closed',
  'reopened',
  'answer-sent',
  'answer-not-reached',
  'link-opened',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** What happened, as it is written down. */
export type NewEvent = Pick<TimelineEvent, 'at' | 'kind'> & {
  actor: Actor;
  detail?: Record<string, unknown>;
  /** what became true of the ticket with it, for the ledger */
  promise?: Promised;
  /** the call that it came of, by its id, for the ledger */
  call?: string | null;
};

/** Writes an entry with its leaf of the ledger, in one statement: whoever calls does not wait twice. */
export async function addEvent(db: Db, ticketNumber: string, event: NewEvent): Promise<void> {
  const { at, kind, detail = {}, promise = {}, call } = event;
  const row = rowOf(event.actor);
  const told = { ...promiseFields(promise), ...(call ? { call } : {}) };
  const fields = { ...timelineFields(ticketNumber, { at, kind, detail, ...row }), ...told };
  await write(
    db,
    `with fact as (
       insert into ticket_events (ticket_number, at, kind, actor, actor_kind, actor_id, detail)
       values ($1, $2, $3, $4, $5, $6, $7) returning id)
     insert into ledger_leaves (fact, at, ticket_number, customer_number, event_id, fields, commitments, hash, salt)
     select 'timeline', $2::timestamptz, $1::bigint, (select customer_number from tickets where number = $1), fact.id,
       $8::jsonb, $9::jsonb, $10::bytea, $11::bytea
     from fact`,
    [
      ticketNumber,
      at,
      kind,
      row.actor,
      row.actorKind,
      row.actorId,
      JSON.stringify(detail),
      ...leafParams(fields, told),
    ],
  );
}

/** Whether what stopped the clock of a ticket was a request for the missing facts: nothing is answered yet. */
export async function asksForFacts(
  db: Db,
  { number, status }: Pick<Ticket, 'number' | 'status'>,
): Promise<boolean> {
  if (status !== 'answered') return false;
  const [row] = await db.query<{ how: string | null }>(
    `select detail ->> 'how' as how from ticket_events where ticket_number = $1 and kind = 'answered' order by id desc limit 1`,
    [number],
  );
  return row?.how === 'facts-requested';
}

/**
 * What people told a ticket's customer last, after an instant: how it goes on, or which facts are missing, if not in a talk.
 * @returns null: nothing, or it was answered after that
 */
export async function findLastTold(db: Db, ticketNumber: string, since: Date): Promise<string | null> {
  const [row] = await db.query<{ isOpen: boolean; text: string | null }>(
    `select kind = 'progress' or detail ->> 'how' = 'facts-requested' as "isOpen", detail ->> 'text' as text
     from ticket_events where ticket_number = $1 and at > $2 and (kind = 'answered' or kind = 'progress' and detail ? 'told')
     order by id desc limit 1`,
    [ticketNumber, since],
  );
  return row?.isOpen ? (row.text ?? '') : null;
}

/** When something of a kind happened to a ticket last; null: never. */
export async function lastEventAt(db: Db, ticketNumber: string, kind: TimelineKind): Promise<Date | null> {
  const [row] = await db.query<{ at: Date | null }>(
    'select max(at) as at from ticket_events where ticket_number = $1 and kind = $2',
    [ticketNumber, kind],
  );
  return row?.at ?? null;
}

/** When a promise was given, and when the deadline that stands was computed, by what is on the timeline. */
export interface PromiseTimes {
  openedAt: Date;
  /** with the opening, another severity, or an objection that began a new window */
  promisedAt: Date;
  /** of the last objection that began a new window, whose clock runs from there; null: it runs from the first ring */
  anewAt: Date | null;
}

/** Which entries are objections to a change of signatures, and which of them gave a promise anew, as conditions of a query. */
export const OBJECTED = `kind = 'progress' and detail ->> 'stage' = 'objected'`;
export const BEGAN_ANEW = `${OBJECTED} and detail ->> 'answeredBefore' is not null`;

/** By the numbers of the tickets; one without its opening on record is left out. */
export async function listPromiseTimes(
  db: Db,
  ticketNumbers: readonly string[],
): Promise<ReadonlyMap<string, PromiseTimes>> {
  const rows = await db.query<PromiseTimes & { number: string }>(
    `select ticket_number::text as number, min(at) filter (where kind = 'opened') as "openedAt", max(at) as "promisedAt",
       max(at) filter (where ${BEGAN_ANEW}) as "anewAt"
     from ticket_events where ticket_number = any($1::bigint[]) and (kind in ('opened', 'severity-changed') or ${BEGAN_ANEW})
     group by ticket_number having bool_or(kind = 'opened')`,
    [ticketNumbers],
  );
  return new Map(rows.map(({ number, ...times }) => [number, times]));
}

export async function timelineOf(db: Db, ticketNumber: string): Promise<TimelineEvent[]> {
  return db.query<TimelineEvent>(
    `select at, kind, actor, actor_kind as "actorKind", actor_id as "actorId", login, detail
     from ticket_events left join users on actor_kind = 'user' and users.id::text = actor_id
     where ticket_number = $1 order by ticket_events.id`,
    [ticketNumber],
  );
}

/** How often something happened to a ticket since an instant. */
export async function countEvents(
  db: Db,
  ticketNumber: string,
  kind: TimelineKind,
  since: Date,
): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    'select count(*)::int as count from ticket_events where ticket_number = $1 and kind = $2 and at > $3',
    [ticketNumber, kind, since],
  );
  return row?.count ?? 0;
}

/** Whether somebody has taken a ticket by a key on the phone, at an instant or later. */
export async function wasTakenByKey(db: Db, ticketNumber: string, since: Date): Promise<boolean> {
  const [row] = await db.query<{ taken: boolean }>(
    `select exists (select from ticket_events where ticket_number = $1 and kind = 'acknowledged' and at >= $2
       and detail ->> 'channel' = 'call') as taken`,
    [ticketNumber, since],
  );
  return row?.taken ?? false;
}

/**
 * Whether somebody has said the same words about a ticket after an instant.
 * @param said.toCustomer false: in a note that told nobody counts as well
 */
export async function wasSaid(
  db: Db,
  ticketNumber: string,
  { actor, text, toCustomer }: { actor: Actor; text: string; toCustomer: boolean },
  since: Date,
): Promise<boolean> {
  const rows = await db.query(
    `select from ticket_events where ticket_number = $1 and kind = 'progress' and actor = $2 and detail ->> 'text' = $3
       and at > $4 and (detail ? 'told' or not $5) limit 1`,
    [ticketNumber, rowOf(actor).actor, text, since, toCustomer],
  );
  return rows.length > 0;
}

/** Whether an engineer and the customer have talked since the ticket was opened, or opened again. */
export async function hasTalked(db: Db, ticketNumber: string): Promise<boolean> {
  const rows = await db.query(
    `select from ticket_events joined where ticket_number = $1 and kind = 'joined' and not exists (
       select from ticket_events later
       where later.ticket_number = $1 and later.kind in ('answered', 'reopened') and later.id > joined.id)
     limit 1`,
    [ticketNumber],
  );
  return rows.length > 0;
}
