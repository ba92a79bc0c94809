import type { Db } from '../../platform/db/database.ts';
import { write } from '../../platform/db/write.ts';
import type { Visit } from '../flow/visit.ts';
import { readValues } from '../flow/visit-values.ts';
import type { Call } from './call.ts';

/** Every column of a leg, for `readCall`. */
export const CALL_COLUMNS = `id, sid, direction, party, from_number as "fromNumber", to_number as "toNumber", status, visit,
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
     on conflict do nothing returning ${CALL_COLUMNS}`,
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

/**
 * Whether somebody has called from a number after an instant.
 * @param withPin and has given the PIN
 */
export async function hasRungSince(
  db: Db,
  from: string,
  at: Date,
  { withPin = false } = {},
): Promise<boolean> {
  const [row] = await db.query<{ rang: boolean }>(
    `select exists (select from calls where from_number = $1 and party = 'caller' and started_at > $2
       and (contact_id is not null or not $3)) as rang`,
    [from, at, withPin],
  );
  return row?.rang ?? false;
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

/** Whether nothing is known any more of who called: they were erased, or their time is over. */
export async function isAnonymised(db: Db, id: string): Promise<boolean> {
  const rows = await db.query('select from calls where id = $1 and anonymised_at is not null', [id]);
  return rows.length > 0;
}

/** An engineer's legs that have not ended. */
export async function findLiveCallsOfEngineer(db: Db, engineer: string): Promise<Call[]> {
  const rows = await db.query<Call>(
    `select ${CALL_COLUMNS} from calls where engineer = $1 and ended_at is null`,
    [engineer],
  );
  return rows.map(readCall);
}

/** Whom of a customer we look for: a contact, or whoever calls from a number. */
interface SoughtCaller {
  customerNumber: string | null;
  contactId: string | null;
  callbackNumber: string | null;
}

/** The call in which somebody is on our line just now, once they have said who they are; the latest. */
export async function findLiveCallOf(
  db: Db,
  { customerNumber, contactId, callbackNumber }: SoughtCaller,
): Promise<Call | null> {
  return one(
    db,
    `where party = 'caller' and ended_at is null and customer_number = $1 and contact_id is not null
       and (contact_id = $2 or from_number = $3) order by started_at desc limit 1`,
    [customerNumber, contactId, callbackNumber],
  );
}

/** The legs to supervisors about a ticket that have not ended. */
export async function findLiveCallsOfSupervisors(db: Db, ticketNumber: string): Promise<Call[]> {
  const rows = await db.query<Call>(
    `select ${CALL_COLUMNS} from calls
     where ticket_number = $1 and party = 'engineer' and engineer is null and ended_at is null`,
    [ticketNumber],
  );
  return rows.map(readCall);
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
    | 'toNumber'
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
  toNumber: 'to_number',
  status: 'status',
  visit: 'visit',
  customerNumber: 'customer_number',
  contactId: 'contact_id',
  engineer: 'engineer',
  ticketNumber: 'ticket_number',
  answeredAt: 'answered_at',
  endedAt: 'ended_at',
};

/**
 * The carrier's name for a leg, where it has none yet. A statement that names a key, be it the one that stands there, locks the row
 * against everything that refers to it, since `calls` has a trigger.
 */
export function named({ sid }: Pick<Call, 'sid'>, given: string | null): Pick<CallChange, 'sid'> {
  return sid === null && given !== null ? { sid: given } : {};
}

export async function changeCall(db: Db, id: string, change: CallChange): Promise<void> {
  const fields = Object.keys(change) as (keyof CallChange)[];
  const assignments = fields.map((field, index) => `${WRITABLE[field]} = $${index + 2}`).join(', ');
  const values = fields.map((field) => (field === 'visit' ? JSON.stringify(change.visit) : change[field]));
  await write(db, `update calls set ${assignments} where id = $1`, [id, ...values]);
}

/** A leg's next step, as it is written where the leg still stands at the one before. */
export interface LegMove {
  id: string;
  /** as the leg must stand */
  status: Call['status'];
  before: Visit;
  after: Visit;
  events: readonly CallEvent[];
}

/**
 * Moves legs on, each with its events, and all in one statement. A leg that stands elsewhere by now, or that somebody else
 * holds, is left as it is: nobody waits for it. No leg may come twice.
 * @returns those that were moved
 */
export async function moveCalls(db: Db, moves: readonly LegMove[]): Promise<Set<string>> {
  const rows = await db.query<{ id: string }>(
    `with wanted as (
       select * from jsonb_to_recordset($1) as move (id uuid, status text, before jsonb, after jsonb, events jsonb)
     ), standing as (
       select calls.id, wanted.after, wanted.events
       from wanted join calls on calls.id = wanted.id and calls.status = wanted.status and calls.visit = wanted.before
       for no key update of calls skip locked
     ), moved as (
       update calls set visit = standing.after from standing where calls.id = standing.id
       returning calls.id, standing.events
     ), noted as (
       insert into call_events (call_id, at, kind, state, detail)
       select moved.id, event.at, event.kind, event.state, event.detail
       from moved, rows from (jsonb_to_recordset(moved.events) as (at timestamptz, kind text, state text, detail jsonb))
         with ordinality as event (at, kind, state, detail, place)
       order by moved.id, event.place
     )
     select id from moved`,
    [JSON.stringify(moves)],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Takes values away from where a leg stands. */
export async function dropVars(db: Db, id: string, names: readonly string[]): Promise<void> {
  await write(
    db,
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
  await write(
    db,
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
  const [row] = await db.query<Call>(`select ${CALL_COLUMNS} from calls ${where}`, params);
  return row ? readCall(row) : null;
}

/** A row as the code may rely on it. */
export function readCall<Row extends Call>(row: Row): Row {
  return { ...row, visit: { ...row.visit, vars: readValues(row.visit.vars) } };
}
