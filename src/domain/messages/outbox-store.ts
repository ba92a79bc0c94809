import type { Db, Tx } from '../../platform/db/database.ts';
import type { Place } from '../carrier/gate.ts';
import type { Message } from './message.ts';

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
    `with woken as (
       select id from messages where direction = 'outbound' and status = 'planned' and error is not null and ready_at > $1
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
