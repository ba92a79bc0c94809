import type { Db, Tx } from '../../platform/db/database.ts';
import type { Place } from '../carrier/gate.ts';
import type { Message, MessageStatus } from './message.ts';

const COLUMNS = `id, sid, direction, audience, from_number as "fromNumber", to_number as "toNumber", body, status, error,
  ticket_number as "ticketNumber", page_id as "pageId", valid_seconds as "validSeconds", text_name as "textName",
  instead_of as "insteadOf", contact_id as "contactId", spoken_at as "spokenAt", tries, created_at as "createdAt",
  sent_at as "sentAt"`;

export type NewMessage = Pick<
  Message,
  'direction' | 'audience' | 'fromNumber' | 'toNumber' | 'body' | 'status' | 'createdAt'
> &
  Partial<
    Pick<Message, 'sid' | 'ticketNumber' | 'pageId' | 'validSeconds' | 'textName' | 'insteadOf' | 'contactId'>
  > & { isReply?: boolean; urgency?: number };

/** Writes a message; null if the carrier's name for it is on record already (a doubled webhook). */
export async function insertMessage(db: Db, message: NewMessage): Promise<Message | null> {
  const [row] = await db.query<Message>(
    `insert into messages (sid, direction, audience, from_number, to_number, body, status, ticket_number, page_id,
       valid_seconds, text_name, instead_of, contact_id, created_at, is_reply, urgency)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) on conflict (sid) do nothing returning ${COLUMNS}`,
    [
      message.sid ?? null,
      message.direction,
      message.audience,
      message.fromNumber,
      message.toNumber,
      message.body,
      message.status,
      message.ticketNumber ?? null,
      message.pageId ?? null,
      message.validSeconds ?? null,
      message.textName ?? null,
      message.insteadOf ?? null,
      message.contactId ?? null,
      message.createdAt,
      message.isReply ?? false,
      message.urgency ?? 0,
    ],
  );
  return row ?? null;
}

export async function lockMessage(db: Db, id: string): Promise<Message | null> {
  const [row] = await db.query<Message>(`select ${COLUMNS} from messages where id = $1 for no key update`, [
    id,
  ]);
  return row ?? null;
}

/** Keeps the first half of our advisory locks on phones apart from all others. */
const PHONE_LOCK = 471_102;

/**
 * Makes whoever sends pages to the same phone wait for each other, until the transaction ends: pages that fall due
 * together must find each other. Comes before the lock on the message.
 */
export async function lockPhoneOfPage(tx: Tx, messageId: string): Promise<void> {
  await tx.query(
    'select pg_advisory_xact_lock($2, hashtext(to_number)) from messages where id = $1 and page_id is not null',
    [messageId, PHONE_LOCK],
  );
}

export async function changeMessage(
  db: Db,
  id: string,
  change: { status: MessageStatus; sid?: string; error?: string; sentAt?: Date; readyAt?: Date },
): Promise<void> {
  await db.query(
    `update messages set status = $2, sid = coalesce($3, sid), error = coalesce($4, error), sent_at = coalesce($5, sent_at),
       ready_at = case when $2 = 'planned' then coalesce($6, ready_at) end
     where id = $1`,
    [
      id,
      change.status,
      change.sid ?? null,
      change.error ?? null,
      change.sentAt ?? null,
      change.readyAt ?? null,
    ],
  );
}

/** How long an asked carrier may keep us waiting before it counts as unknown whether a message went out. */
const UNANSWERED = `interval '20 seconds'`;
/** Of equal ones the older ticket goes first, and of one ticket's the one that was written first. */
const SENT_FIRST = 'urgency, created_at, ticket_number, written nulls first, id';
/** As many as that are woken by one that goes. */
const MAX_WOKEN = 5;
/** It has not gone out, as far as anybody knows. */
const WAITING = `direction = 'outbound' and status in ('planned', 'sending')`;
/** It could be sent, or settled, at the instant $1. */
const CAN_BE_SENT = `${WAITING} and (status = 'planned' and coalesce(ready_at, $1) <= $1
  or status = 'sending' and coalesce(ready_at, created_at + ${UNANSWERED}) <= $1)`;

/** The most urgent message that can be sent now; null: there is none. Whoever asks holds the gate. */
export async function findNextToSend(tx: Tx, now: Date): Promise<string | null> {
  const [row] = await tx.query<{ id: string }>(
    `select id from messages where ${CAN_BE_SENT} order by ${SENT_FIRST} limit 1`,
    [now],
  );
  return row?.id ?? null;
}

/**
 * The carrier is about to be asked. Should its answer stay out, the message is looked at again after a while.
 * @param owner which worker has it in hand
 */
export async function markSending(
  tx: Tx,
  { id, body }: Pick<Message, 'id' | 'body'>,
  now: Date,
  owner: string | null = null,
): Promise<void> {
  await tx.query(
    `update messages set status = 'sending', body = $2, tries = tries + 1, ready_at = $3::timestamptz + ${UNANSWERED},
       owner = $4
     where id = $1`,
    [id, body, now, owner],
  );
}

/** The carrier was certainly not asked: the message waits as before, unless another has it by now. */
export async function giveBackMessage(
  tx: Tx,
  { id, tries }: Pick<Message, 'id' | 'tries'>,
  owner: string | null,
): Promise<void> {
  await tx.query(
    `update messages set status = 'planned', tries = $2, ready_at = null, owner = null
     where id = $1 and tries = $2 + 1 and owner = $3 and status = 'sending'`,
    [id, tries, owner],
  );
}

/** A message that was held back may go now. */
export async function makeReady(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.query(`update messages set ready_at = $2 where id = $1 and status = 'planned'`, [id, now]);
}

/**
 * The carrier takes messages: those it did not take before wait no longer, the most urgent first, a few at a time, since each
 * that goes wakes the next ones.
 * @returns which
 */
export async function readyRefused(tx: Tx, now: Date): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `update messages set ready_at = $1 where id in (
       select id from messages where direction = 'outbound' and status = 'planned' and error is not null and ready_at > $1
       order by ${SENT_FIRST} limit ${MAX_WOKEN} for update skip locked) returning id`,
    [now],
  );
  return rows.map(({ id }) => id);
}

/** Where a message stands among those that wait; null: it waits no more. */
export async function findPlaceOfMessage(db: Db, id: string, now: Date): Promise<Place | null> {
  const [row] = await db.query<Omit<Place, 'urgency'> & { urgency: string }>(
    `with able as (
       select id, row_number() over (order by ${SENT_FIRST})::int - 1 as before from messages where ${CAN_BE_SENT})
     select urgency, ready_at as "readyAt",
       (select before from able where able.id = $2) as before
     from messages where id = $2 and ${WAITING}`,
    [now, id],
  );
  return row ? { ...row, urgency: Number(row.urgency) } : null;
}

export async function countWaitingMessages(db: Db): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from messages where ${WAITING}`,
  );
  return row?.count ?? 0;
}

/** What a number wrote to us after an instant. */
export async function textsSince(db: Db, number: string, at: Date): Promise<string[]> {
  const rows = await db.query<{ body: string }>(
    `select body from messages where from_number = $1 and direction = 'inbound' and created_at > $2
     order by created_at limit 1000`,
    [number, at],
  );
  return rows.map(({ body }) => body);
}

/** How many replies a number was written since an instant: those that were sent, and those that were not any more. */
export async function countReplies(
  db: Db,
  number: string,
  since: Date,
): Promise<{ sent: number; withheld: number }> {
  const [row] = await db.query<{ sent: number; withheld: number }>(
    `select count(*) filter (where status <> 'withdrawn')::int as sent,
       count(*) filter (where status = 'withdrawn')::int as withheld
     from messages where is_reply and to_number = $1 and created_at > $2`,
    [number, since],
  );
  return row ?? { sent: 0, withheld: 0 };
}

/** Whether a number was written a text about a ticket. */
export async function wasTexted(
  db: Db,
  { to, text, ticketNumber }: { to: string; text: string; ticketNumber: string },
): Promise<boolean> {
  const [row] = await db.query<{ texted: boolean }>(
    `select exists (select from messages where ticket_number = $1 and to_number = $2 and text_name = $3) as texted`,
    [ticketNumber, to, text],
  );
  return row?.texted ?? false;
}

/** How often a contact was written a text to after an instant. */
export async function countTextsTo(
  db: Db,
  { contactId, text }: { contactId: string; text: string },
  at: Date,
): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from messages
     where contact_id = $1 and text_name = $2 and instead_of is null and created_at > $3`,
    [contactId, text, at],
  );
  return row?.count ?? 0;
}

/** When a number was last sent a page. */
export async function lastPageSentAt(db: Db, number: string): Promise<Date | null> {
  const [row] = await db.query<{ at: Date | null }>(
    'select max(sent_at) as at from messages where to_number = $1 and page_id is not null',
    [number],
  );
  return row?.at ?? null;
}

/** Takes the other pages that are planned for the same phone and wait in the same lane into a message. @returns those that are new in it */
export async function absorbPlannedPages(db: Db, into: Message): Promise<Message[]> {
  if (into.pageId === null) return [];
  return db.query<Message>(
    `update messages set status = 'bundled', bundled_into = $2 where id in (
       select id from messages where to_number = $1 and status = 'planned' and id <> $2
         and page_id in (select pages.id from pages join tickets on tickets.number = pages.ticket_number
           where pages.status = 'planned' and verified = (select verified from tickets where number = $3))
       for no key update skip locked) returning ${COLUMNS}`,
    [into.toNumber, into.id, into.ticketNumber],
  );
}

/** What some messages carried goes with them into another one. */
export async function handOverCarried(db: Db, from: readonly { id: string }[], into: string): Promise<void> {
  await db.query('update messages set bundled_into = $2 where bundled_into = any($1)', [
    from.map(({ id }) => id),
    into,
  ]);
}

/** The messages that go out inside another one. */
export async function findCarriedMessages(db: Db, messageId: string): Promise<Message[]> {
  return db.query<Message>(`select ${COLUMNS} from messages where bundled_into = $1 order by created_at`, [
    messageId,
  ]);
}

/** What a message carried is planned by itself again. @returns their ids */
export async function unbundle(db: Db, messageId: string): Promise<{ id: string; urgency: string }[]> {
  return db.query<{ id: string; urgency: string }>(
    `update messages set status = 'planned', bundled_into = null, ready_at = null where bundled_into = $1
     returning id, urgency`,
    [messageId],
  );
}

/** How far along a message is; a status webhook that comes late never takes it back. */
const RANK: Record<MessageStatus, number> = {
  planned: 0,
  sending: 1,
  unknown: 2,
  sent: 3,
  received: 3,
  bundled: 4,
  withdrawn: 4,
  delivered: 4,
  failed: 4,
};

/**
 * Notes what the carrier says of a message. Its report may be quicker than its answer to our request, so that the message
 * is known by our own name for it first.
 * @param name.id ours, if the report carries it
 * @returns the message if that was news
 */
export async function noteMessageStatus(
  db: Db,
  name: { id: string | null; sid: string },
  status: MessageStatus,
  error: string | null,
): Promise<Message | null> {
  const lower = Object.entries(RANK)
    .filter(([, rank]) => rank < RANK[status])
    .map(([known]) => known);
  const [row] = await db.query<Message>(
    `update messages set status = $3, sid = coalesce(sid, $2), error = coalesce($4, error)
     where (id = $1 or ($1 is null and sid = $2)) and status = any($5) returning ${COLUMNS}`,
    [name.id, name.sid, status, error, lower],
  );
  return row ?? null;
}
