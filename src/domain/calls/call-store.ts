import type { Db, Tx } from '../../platform/db/database.ts';
import type { Place } from '../carrier/gate.ts';
import { readValues } from '../flow/visit-values.ts';
import type { Call } from './call.ts';

const COLUMNS = `id, sid, direction, party, from_number as "fromNumber", to_number as "toNumber", status, visit,
  customer_number as "customerNumber", contact_id as "contactId", engineer, ticket_number as "ticketNumber",
  started_at as "startedAt", answered_at as "answeredAt", ended_at as "endedAt"`;

export type NewCall = Pick<
  Call,
  'direction' | 'party' | 'fromNumber' | 'toNumber' | 'status' | 'visit' | 'startedAt'
> &
  Partial<
    Pick<
      Call,
      'sid' | 'engineer' | 'customerNumber' | 'contactId' | 'ticketNumber' | 'answeredAt' | 'endedAt'
    >
  > & {
    urgency?: number;
    /** others may join it until it is dialled; there is one to a phone */
    together?: boolean;
    /** the message that it speaks */
    messageId?: string;
  };

/**
 * Writes a leg; null if the carrier's name for it is already on record (a doubled webhook), or if one that could be joined
 * is there.
 */
export async function insertCall(db: Db, call: NewCall): Promise<Call | null> {
  const [row] = await db.query<Call>(
    `insert into calls (sid, direction, party, from_number, to_number, status, visit, customer_number, contact_id, engineer,
       ticket_number, started_at, answered_at, urgency, ended_at, together, message_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
     on conflict do nothing returning ${COLUMNS}`,
    [
      call.sid ?? null,
      call.direction,
      call.party,
      call.fromNumber,
      call.toNumber,
      call.status,
      JSON.stringify(call.visit),
      call.customerNumber ?? null,
      call.contactId ?? null,
      call.engineer ?? null,
      call.ticketNumber ?? null,
      call.startedAt,
      call.answeredAt ?? null,
      call.urgency ?? 0,
      call.endedAt ?? null,
      call.together ?? false,
      call.messageId ?? null,
    ],
  );
  return row ? readCall(row) : null;
}

/** Whether somebody has called from a number after an instant, and given the PIN. */
export async function hasGotThroughSince(db: Db, from: string, at: Date): Promise<boolean> {
  const [row] = await db.query<{ through: boolean }>(
    `select exists (select from calls where from_number = $1 and party = 'caller' and started_at > $2
       and contact_id is not null) as through`,
    [from, at],
  );
  return row?.through ?? false;
}

/** The leg, locked until the transaction ends: one webhook of a call at a time. Taken first, see `Tx`. */
export async function lockCallBySid(db: Db, sid: string): Promise<Call | null> {
  return one(db, 'where sid = $1 for no key update', [sid]);
}

export async function lockCall(db: Db, id: string): Promise<Call | null> {
  return one(db, 'where id = $1 for no key update', [id]);
}

export async function findCall(db: Db, id: string): Promise<Call | null> {
  return one(db, 'where id = $1', [id]);
}

export async function findCallBySid(db: Db, sid: string): Promise<Call | null> {
  return one(db, 'where sid = $1', [sid]);
}

/** An engineer's legs that have not ended. */
export async function findLiveCallsOfEngineer(db: Db, engineer: string): Promise<Call[]> {
  const rows = await db.query<Call>(`select ${COLUMNS} from calls where engineer = $1 and ended_at is null`, [
    engineer,
  ]);
  return rows.map(readCall);
}

/** The most urgent of an engineer's legs that the carrier has not been asked for yet. */
export async function findNextWaitingLeg(
  db: Db,
  engineer: string,
): Promise<{ id: string; urgency: string } | null> {
  const [row] = await db.query<{ id: string; urgency: string }>(
    `select id, urgency from calls where engineer = $1 and status = 'planned' and ended_at is null
     order by urgency, started_at limit 1`,
    [engineer],
  );
  return row ?? null;
}

/** How long an asked carrier may keep us waiting, and the webhooks of the leg, before it is wanted again. */
const UNANSWERED = `interval '20 seconds'`;
/** Of equal ones the older ticket goes first, and of one ticket's the one that was written first. */
const DIALLED_FIRST = 'urgency, started_at, ticket_number, written nulls first, id';
/** The carrier has not shown yet that the leg exists. */
const WANTED = `(status = 'planned' or (status = 'sending' and sid is null))`;
/** It could be dialled at the instant $1. An engineer has one call at a time. */
const ASKED_AGAIN_AT = `coalesce(ready_at, dialled_at + ${UNANSWERED})`;
const CAN_BE_DIALLED = `${WANTED} and (status = 'planned' or ${ASKED_AGAIN_AT} <= $1)
  and not exists (select from calls busy where busy.engineer = wanted.engineer and busy.id <> wanted.id
    and busy.ended_at is null and busy.status <> 'planned')`;

/**
 * The most urgent leg that is wanted, marked as asked for. Legs to somebody who is on another one, or for whom the carrier
 * has just been asked for one, wait. A leg whose asking was never answered is wanted again. Whoever takes one waits for the
 * others who do, since they may be taking a leg to the same engineer.
 * @param owner which worker has it in hand then
 */
export async function takeNextToDial(
  tx: Tx,
  now: Date,
  owner: string | null = null,
): Promise<(Call & { tries: number }) | null> {
  await tx.query('select from dial_gate for update');
  const [row] = await tx.query<Call & { tries: number }>(
    `update calls set status = 'sending', dialled_at = $1, ready_at = null, owner = $2 where id = (
       select id from calls wanted where ${CAN_BE_DIALLED}
       order by ${DIALLED_FIRST} limit 1 for no key update skip locked)
     returning ${COLUMNS}, tries`,
    [now, owner],
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
    `update calls set ready_at = $1 where id in (
       select id from calls where status = 'sending' and sid is null and ready_at > $1 and dialled_at <= $2
       order by ${DIALLED_FIRST} limit ${MAX_WOKEN} for no key update skip locked) returning id`,
    [now, before],
  );
  return rows.map(({ id }) => id);
}

/** The legs that keep a wanted one waiting: those of the same engineer that the carrier has, or was asked for. */
export async function findLegsInTheWay(db: Db, id: string): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select busy.id from calls wanted join calls busy on busy.engineer = wanted.engineer and busy.id <> wanted.id
     where wanted.id = $1 and wanted.status = 'planned' and busy.ended_at is null and busy.status <> 'planned'
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
  await tx.query(
    `update calls set status = 'planned', owner = null
     where id = $1 and owner is not distinct from $2 and dialled_at = $3 and status = 'sending' and sid is null`,
    [id, owner, at],
  );
}

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
       and together and dialled_at is null and ended_at is null`,
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
     where to_number = any($1) and together and dialled_at is null and ended_at is null`,
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

/** How many other callers who did not say who they are have left a message, in calls that began after an instant. */
export async function countOtherMessages(db: Db, callId: string, since: Date): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from calls
     where started_at > $1 and party = 'caller' and contact_id is null and visit -> 'vars' ? 'recording' and id <> $2`,
    [since, callId],
  );
  return row?.count ?? 0;
}

export type CallChange = Partial<
  Pick<
    Call,
    | 'sid'
    | 'status'
    | 'visit'
    | 'customerNumber'
    | 'contactId'
    | 'engineer'
    | 'ticketNumber'
    | 'answeredAt'
    | 'endedAt'
  >
>;

const WRITABLE: Record<keyof CallChange, string> = {
  sid: 'sid',
  status: 'status',
  visit: 'visit',
  customerNumber: 'customer_number',
  contactId: 'contact_id',
  engineer: 'engineer',
  ticketNumber: 'ticket_number',
  answeredAt: 'answered_at',
  endedAt: 'ended_at',
};

export async function changeCall(db: Db, id: string, change: CallChange): Promise<void> {
  const fields = Object.keys(change) as (keyof CallChange)[];
  const assignments = fields.map((field, index) => `${WRITABLE[field]} = $${index + 2}`).join(', ');
  const values = fields.map((field) => (field === 'visit' ? JSON.stringify(change.visit) : change[field]));
  await db.query(`update calls set ${assignments} where id = $1`, [id, ...values]);
}

/** Takes values away from where a leg stands. */
export async function dropVars(db: Db, id: string, names: readonly string[]): Promise<void> {
  await db.query(
    `update calls set visit = jsonb_set(visit, '{vars}', (visit -> 'vars') - $2::text[]) where id = $1`,
    [id, names],
  );
}

export interface CallEvent {
  at: Date;
  kind: 'entered' | 'answer' | 'outcome' | 'status' | 'consent' | 'late-answer' | 'hung-up' | 'merged';
  state: string | null;
  detail: Record<string, unknown>;
}

export async function addCallEvents(db: Db, callId: string, events: readonly CallEvent[]): Promise<void> {
  if (events.length === 0) return;
  await db.query(
    `insert into call_events (call_id, at, kind, state, detail)
     select $1, at, kind, state, detail from jsonb_to_recordset($2) as event (at timestamptz, kind text, state text, detail jsonb)`,
    [callId, JSON.stringify(events)],
  );
}

export async function callEvents(db: Db, callId: string): Promise<CallEvent[]> {
  return db.query<CallEvent>(
    'select at, kind, state, detail from call_events where call_id = $1 order by id',
    [callId],
  );
}

async function one(db: Db, where: string, params: readonly unknown[]): Promise<Call | null> {
  const [row] = await db.query<Call>(`select ${COLUMNS} from calls ${where}`, params);
  return row ? readCall(row) : null;
}

/** A row as the code may rely on it. */
function readCall<Row extends Call>(row: Row): Row {
  return { ...row, visit: { ...row.visit, vars: readValues(row.visit.vars) } };
}
