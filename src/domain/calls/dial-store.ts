import type { Db, Tx } from '../../platform/db/database.ts';
import { write } from '../../platform/db/write.ts';
import type { Place } from '../carrier/gate.ts';
import type { Call } from './call.ts';
import { CALL_COLUMNS, readCall } from './call-store.ts';

/**
 * Somebody has decided that a leg is to end before the carrier was asked for it: whoever has just taken a ticket is not to be
 * rung about it because their other leg is over.
 */
const isCalledOff = (leg: string) =>
  `${leg}.status = 'planned' and exists (select from timers where kind = 'end-call' and subject = ${leg}.id::text)`;

/** An engineer has one call at a time. */
const OF_ONE_ENGINEER = 'busy.engineer = wanted.engineer';
/** A customer is told one thing after the other; one who is to talk to an engineer waits for nothing. */
const TELLS_ONE_PHONE = `wanted.message_id is not null and busy.direction = 'outbound' and busy.to_number = wanted.to_number`;

/** It has the phone, or the carrier was asked to ring it. */
const KEEPS_BUSY = `busy.id <> wanted.id and busy.ended_at is null and busy.status <> 'planned'`;

/** The most urgent of the legs that wait for this one to end, and that the carrier has not been asked for yet. */
export async function findNextWaitingLeg(
  db: Db,
  { id, engineer, direction }: Pick<Call, 'id' | 'engineer' | 'direction'>,
): Promise<{ id: string; urgency: string } | null> {
  // what `OF_ONE_ENGINEER` and `TELLS_ONE_PHONE` say of most calls: nobody waits for a customer to hang up
  if (engineer === null && direction === 'inbound') return null;
  const [row] = await db.query<{ id: string; urgency: string }>(
    `select wanted.id, wanted.urgency from calls busy join calls wanted on ${OF_ONE_ENGINEER} or ${TELLS_ONE_PHONE}
     where busy.id = $1 and wanted.status = 'planned' and wanted.ended_at is null
       and not (${isCalledOff('wanted')}) order by wanted.urgency, wanted.started_at limit 1`,
    [id],
  );
  return row ?? null;
}

/** How long an asked carrier may keep us waiting, and the webhooks of the leg, before it is wanted again. */
const UNANSWERED = `interval '20 seconds'`;
/** Of equal ones the older ticket goes first, and of one ticket's the one that was written first. */
const DIALLED_FIRST = 'urgency, started_at, ticket_number, written nulls first, id';
/** The carrier has not shown yet that the leg exists. */
const WANTED = `(status = 'planned' or (status = 'sending' and sid is null))`;
/** Whoever calls in and shows an engineer's number may be anybody: a leg to the engineer waits no longer for them. */
const WAITS_FOR_CALLER = `interval '60 seconds'`;
const ASKED_AGAIN_AT = `coalesce(ready_at, dialled_at + ${UNANSWERED})`;
/** It could be dialled at the instant $1. */
const CAN_BE_DIALLED = `${WANTED} and (status = 'planned' or ${ASKED_AGAIN_AT} <= $1)
  and not (${isCalledOff('wanted')})
  and not exists (select from calls busy where ${OF_ONE_ENGINEER} and ${KEEPS_BUSY}
    and (busy.direction = 'outbound' or wanted.started_at > $1::timestamptz - ${WAITS_FOR_CALLER}))
  and not exists (select from calls busy where ${TELLS_ONE_PHONE} and ${KEEPS_BUSY})`;

const PHONES_NOW = `case when engineer is null then (select phones from supervisors)
  else (select phones from engineers where key = engineer) end`;

/** A leg that is to be dialled now. */
export interface NextLeg extends Call {
  /** how often it was left open before whether it exists */
  tries: number;
  /** of its engineer, or the supervisors, as they are now; null: there are none */
  phones: readonly string[] | null;
}

/**
 * The most urgent leg that is wanted, marked as asked for. Legs to somebody who is on another one, or for whom the carrier
 * has just been asked for one, wait. A leg whose asking was never answered is wanted again. Whoever takes one waits for the
 * others who do, since they may be taking a leg to the same engineer.
 * @param owner which worker has it in hand then
 * @param only the leg that is asked for
 */
export async function takeNextToDial(
  tx: Tx,
  now: Date,
  owner: string | null = null,
  only: string | null = null,
): Promise<NextLeg | null> {
  await tx.query('select from dial_gate for update');
  const [row] = await tx.query<NextLeg>(
    `update calls set status = 'sending', dialled_at = $1, ready_at = null, owner = $2 where id = (
       select id from calls wanted where ${CAN_BE_DIALLED} and ($3::uuid is null or id = $3)
       order by ${DIALLED_FIRST} limit 1 for no key update skip locked)
     returning ${CALL_COLUMNS}, tries, ${PHONES_NOW} as phones`,
    [now, owner, only],
  );
  return row ? readCall(row) : null;
}

/**
 * The carrier was asked for a leg at an instant and left open whether it exists: it may be asked again from `readyAt` on,
 * unless a webhook shows the leg before.
 * @returns its urgency; null: it has moved on meanwhile
 */
export async function leaveOpen(
  tx: Tx,
  asked: { id: string; at: Date },
  readyAt: Date,
): Promise<number | null> {
  const [row] = await tx.query<{ urgency: string }>(
    `update calls set ready_at = $3, tries = tries + 1
     where id = $1 and dialled_at = $2 and status = 'sending' and sid is null and ended_at is null
     returning urgency`,
    [asked.id, asked.at, readyAt],
  );
  return row ? Number(row.urgency) : null;
}

/** As many as that are woken by one that the carrier takes. */
const MAX_WOKEN = 5;

/**
 * The carrier takes calls: those that it left open before wait no longer, the most urgent first, a few at a time, since each
 * that goes wakes the next ones.
 * @param before only those that it was asked for before this instant: the webhooks of later ones may be on their way
 * @returns which
 */
export async function readyLeftOpen(tx: Tx, before: Date, now: Date): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `with woken as (
       select id from calls where status = 'sending' and sid is null and ready_at > $1 and dialled_at <= $2
       order by ${DIALLED_FIRST} limit ${MAX_WOKEN} for no key update skip locked)
     update calls set ready_at = $1 from woken where calls.id = woken.id returning calls.id`,
    [now, before],
  );
  return rows.map(({ id }) => id);
}

/** The legs that keep a wanted one waiting, and that the carrier has, or was asked for. */
export async function findLegsInTheWay(db: Db, id: string): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select busy.id from calls wanted join calls busy on ${OF_ONE_ENGINEER} or ${TELLS_ONE_PHONE}
     where wanted.id = $1 and wanted.status = 'planned' and ${KEEPS_BUSY}
     order by busy.id`,
    [id],
  );
  return rows.map(({ id: busy }) => busy);
}

/** A leg that was taken to be dialled, and was certainly not asked for, is wanted as before, unless another has it by now. */
export async function giveBackLeg(
  tx: Tx,
  id: string,
  { owner, at }: { owner: string | null; at: Date },
): Promise<void> {
  await write(
    tx,
    `update calls set status = 'planned', owner = null
     where id = $1 and owner is not distinct from $2 and dialled_at = $3 and status = 'sending' and sid is null`,
    [id, owner, at],
  );
}

/** It waits to be dialled, and further pages may join it. */
const CAN_BE_JOINED = 'together and dialled_at is null and ended_at is null';

/**
 * The leg that waits to be dialled to a phone, and that further pages may join.
 * @param phone.engineer null: a supervisor's
 * @returns its id
 */
export async function findLegToJoin(
  db: Db,
  phone: { number: string; engineer: string | null },
): Promise<string | null> {
  const [row] = await db.query<{ id: string }>(
    `select id from calls where to_number = $1 and coalesce(engineer, '') = coalesce($2, '')
       and ${CAN_BE_JOINED}`,
    [phone.number, phone.engineer],
  );
  return row?.id ?? null;
}

/** The same of several phones: whose legs wait, and on which of them. */
export async function findLegsToJoin(
  db: Db,
  numbers: readonly string[],
): Promise<{ number: string; engineer: string | null }[]> {
  return db.query<{ number: string; engineer: string | null }>(
    `select to_number as number, engineer from calls
     where to_number = any($1) and ${CAN_BE_JOINED}`,
    [numbers],
  );
}

/** Where a leg stands among those that are wanted; null: it is wanted no more. */
export async function findPlaceOfLeg(db: Db, id: string, now: Date): Promise<Place | null> {
  const [row] = await db.query<Omit<Place, 'urgency'> & { urgency: string }>(
    `with able as (
       select id, row_number() over (order by ${DIALLED_FIRST})::int - 1 as before from calls wanted where ${CAN_BE_DIALLED})
     select urgency, case when status = 'sending' then ${ASKED_AGAIN_AT} end as "readyAt",
       (select before from able where able.id = $2) as before
     from calls where id = $2 and ${WANTED}`,
    [now, id],
  );
  return row ? { ...row, urgency: Number(row.urgency) } : null;
}

export async function countWantedLegs(db: Db): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from calls where ended_at is null and ${WANTED}`,
  );
  return row?.count ?? 0;
}

/** Legs that could be dialled at this instant and that the carrier has not been asked for, as far as they go before an urgency. */
export async function findWaitingLegs(
  db: Db,
  before: number,
  now: Date,
): Promise<{ count: number; oldest: Date | null }> {
  const [row] = await db.query<{ count: number; oldest: Date | null }>(
    `select count(*)::int as count, min(started_at) as oldest from calls wanted
     where ${CAN_BE_DIALLED} and ended_at is null and urgency < $2`,
    [now, before],
  );
  return row ?? { count: 0, oldest: null };
}
