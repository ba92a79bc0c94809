import type { Db, Tx } from '../../platform/db/database.ts';
import { write } from '../../platform/db/write.ts';
import type { Place } from '../carrier/gate.ts';
import type { Message } from './message.ts';
import { MESSAGE_COLUMNS } from './message-store.ts';

/** How long an asked carrier may keep us waiting before it counts as unknown whether a message went out. */
const UNANSWERED = `interval '20 seconds'`;
/** Of equal ones the older ticket goes first, and of one ticket's the one that was written first. */
const SENT_FIRST = 'urgency, created_at, ticket_number, written nulls first, id';
/** As many as that are woken by one that goes. */
const MAX_WOKEN = 5;
/** It has not gone out, as far as anybody knows. */
const WAITING = `direction = 'outbound' and status in ('planned', 'sending')`;
/** The carrier did not take it, and it waits. */
const REFUSED = `direction = 'outbound' and status = 'planned' and error is not null`;
/** It could be sent, or settled, at the instant $1. */
const CAN_BE_SENT = `${WAITING} and (status = 'planned' and coalesce(ready_at, $1) <= $1
  or status = 'sending' and coalesce(ready_at, created_at + ${UNANSWERED}) <= $1)`;

/** A message that is to be sent now. */
export interface NextMessage extends Message {
  /** pages that are planned for its phone wait beside it: they may go out in one SMS */
  hasCompany: boolean;
}

/**
 * The most urgent messages that can be sent now, locked, at most so many. Whoever asks holds the gate.
 * @param only the one that is asked for
 */
export async function lockNextToSend(
  tx: Tx,
  now: Date,
  most: number,
  only: string | null = null,
): Promise<NextMessage[]> {
  return tx.query<NextMessage>(
    `select ${MESSAGE_COLUMNS}, exists (
       select from messages beside where beside.to_number = messages.to_number and beside.direction = 'outbound'
         and beside.status = 'planned' and beside.page_id is not null and beside.id <> messages.id) as "hasCompany"
     from messages where ${CAN_BE_SENT} and ($3::uuid is null or id = $3)
     order by ${SENT_FIRST} limit $2 for no key update`,
    [now, most, only],
  );
}

/**
 * The carrier is about to be asked. Should its answer stay out, the message is looked at again after a while. When it was asked
 * first only tells afterwards what waited for what.
 * @param owner which worker has it in hand
 */
export async function markSending(
  tx: Tx,
  { id, body }: Pick<Message, 'id' | 'body'>,
  now: Date,
  owner: string | null = null,
): Promise<void> {
  await write(
    tx,
    `update messages set status = 'sending', body = $2, tries = tries + 1, ready_at = $3::timestamptz + ${UNANSWERED},
       owner = $4, asked_at = coalesce(asked_at, $3)
     where id = $1`,
    [id, body, now, owner],
  );
}

/** What else there is to do once the carrier has taken a message. */
export interface AfterSent {
  /** the carrier had been busy: the gate is to be told that it is no more */
  wasBusy: boolean;
  /** others were refused, and need not wait any longer */
  hasRefused: boolean;
}

/**
 * The carrier has taken a message, and with it the pages that it brings: one statement, since nobody waits for what is between.
 * What its report has said of it meanwhile stays; so does what became of a page by then.
 */
export async function noteMessageSent(
  db: Db,
  { id, sid }: { id: string; sid: string },
  at: Date,
): Promise<AfterSent> {
  const [row] = await db.query<AfterSent>(
    `with sent as (
       update messages set status = case when status = 'sending' then 'sent' else status end, sid = $2, sent_at = $3,
         ready_at = case when status = 'planned' then ready_at end
       where id = $1 returning page_id
     ), brought as (
       select page_id from sent union select page_id from messages where bundled_into = $1
     ), held as (
       select id from pages where id in (select page_id from brought) order by id for no key update
     ), gone as (
       update pages set sent_at = coalesce(sent_at, $3),
         status = case when status in ('planned', 'sending') then 'sent' else status end
       from held where pages.id = held.id
     )
     select coalesce((select refusals > 0 from message_gate), false) as "wasBusy",
       exists (select from messages where ${REFUSED} and ready_at > $3) as "hasRefused"`,
    [id, sid, at],
  );
  return row ?? { wasBusy: false, hasRefused: false };
}

/** The carrier was certainly not asked: the message waits as before, unless another has it by now. */
export async function giveBackMessage(
  tx: Tx,
  { id, tries }: Pick<Message, 'id' | 'tries'>,
  owner: string | null,
): Promise<void> {
  await write(
    tx,
    `update messages set status = 'planned', tries = $2, ready_at = null, owner = null
     where id = $1 and tries = $2 + 1 and owner = $3 and status = 'sending'`,
    [id, tries, owner],
  );
}

/** A message that was held back may go now. */
export async function makeReady(tx: Tx, id: string, now: Date): Promise<void> {
  await write(tx, `update messages set ready_at = $2 where id = $1 and status = 'planned'`, [id, now]);
}

/**
 * The carrier takes messages: those it did not take before wait no longer, the most urgent first, a few at a time, since each
 * that goes wakes the next ones.
 * @returns which
 */
export async function readyRefused(tx: Tx, now: Date): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `with woken as (
       select id from messages where ${REFUSED} and ready_at > $1
       order by ${SENT_FIRST} limit ${MAX_WOKEN} for update skip locked)
     update messages set ready_at = $1 from woken where messages.id = woken.id returning messages.id`,
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

/** How many messages could be sent now. */
export async function countSendable(db: Db, now: Date): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from messages where ${CAN_BE_SENT}`,
    [now],
  );
  return row?.count ?? 0;
}

export async function countWaitingMessages(db: Db): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from messages where ${WAITING}`,
  );
  return row?.count ?? 0;
}
