import type { Db } from '../../platform/db/database.ts';
import { write } from '../../platform/db/write.ts';
import type { Call } from '../calls/call.ts';
import { CALL_COLUMNS, findCall, readCall } from '../calls/call-store.ts';
import type { Ticket } from '../tickets/ticket.ts';
import type { Attempt, AttemptOutcome, Callback, Stage } from './callback.ts';

const CALLBACK = `id, ticket_number as "ticketNumber", status, attempts, next_at as "nextAt", created_at as "createdAt",
  ended_at as "endedAt"`;
const ATTEMPT = `id, callback_id as "callbackId", ticket_number as "ticketNumber", engineer,
  engineer_call_id as "engineerCallId", customer_call_id as "customerCallId", stage, outcome, started_at as "startedAt",
  ended_at as "endedAt"`;

/** Opens the ticket's callback; the one that is open already stands. */
export async function openCallback(db: Db, ticketNumber: string, now: Date): Promise<void> {
  await write(
    db,
    `insert into callbacks (ticket_number, created_at) values ($1, $2)
     on conflict (ticket_number) where status = 'open' do nothing`,
    [ticketNumber, now],
  );
}

export async function findOpenCallback(db: Db, ticketNumber: string): Promise<Callback | null> {
  const [row] = await db.query<Callback>(
    `select ${CALLBACK} from callbacks where ticket_number = $1 and status = 'open'`,
    [ticketNumber],
  );
  return row ?? null;
}

export async function planCallback(db: Db, id: string, nextAt: Date | null): Promise<void> {
  await write(db, 'update callbacks set next_at = $2 where id = $1', [id, nextAt]);
}

export async function endCallback(
  db: Db,
  ticketNumber: string,
  status: 'done' | 'withdrawn',
  now: Date,
): Promise<void> {
  await write(
    db,
    `update callbacks set status = $2, ended_at = $3, next_at = null where ticket_number = $1 and status = 'open'`,
    [ticketNumber, status, now],
  );
}

/** Starts an attempt; null if one is running for this callback. A try counts once the customer is called. */
export async function insertAttempt(
  db: Db,
  attempt: Pick<
    Attempt,
    'callbackId' | 'ticketNumber' | 'engineer' | 'engineerCallId' | 'customerCallId' | 'stage'
  >,
  now: Date,
): Promise<Attempt | null> {
  const [row] = await db.query<Attempt>(
    `insert into callback_attempts (callback_id, ticket_number, engineer, engineer_call_id, customer_call_id, stage, started_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (callback_id) where stage <> 'ended' do nothing returning ${ATTEMPT}`,
    [
      attempt.callbackId,
      attempt.ticketNumber,
      attempt.engineer,
      attempt.engineerCallId,
      attempt.customerCallId,
      attempt.stage,
      now,
    ],
  );
  if (row)
    await write(db, 'update callbacks set attempts = attempts + 1, next_at = null where id = $1', [
      attempt.callbackId,
    ]);
  return row ?? null;
}

/** Engineer and customer have talked: tries that are in vain are counted from here on. */
export async function forgetTries(db: Db, ticketNumber: string): Promise<void> {
  await write(db, `update callbacks set attempts = 0 where ticket_number = $1 and status = 'open'`, [
    ticketNumber,
  ]);
}

export async function changeAttempt(
  db: Db,
  id: string,
  change: { stage: Exclude<Stage, 'ended'>; customerCallId?: string },
): Promise<void> {
  await write(
    db,
    `update callback_attempts set stage = $2, customer_call_id = coalesce($3, customer_call_id)
     where id = $1 and stage <> 'ended'`,
    [id, change.stage, change.customerCallId ?? null],
  );
}

/** Ends an attempt, once. @returns whether this was what ended it */
export async function endAttempt(db: Db, id: string, outcome: AttemptOutcome, now: Date): Promise<boolean> {
  const rows = await db.query(
    `update callback_attempts set stage = 'ended', outcome = $2, ended_at = $3 where id = $1 and stage <> 'ended' returning id`,
    [id, outcome, now],
  );
  return rows.length > 0;
}

/** The attempt that is under way for a ticket. */
export async function findRunningAttempt(db: Db, ticketNumber: string): Promise<Attempt | null> {
  return one(db, `where ticket_number = $1 and stage <> 'ended'`, ticketNumber);
}

/** The attempt a leg belongs to, ended or not; the latest, since a caller's leg can serve several. */
export async function findAttemptOfCall(db: Db, callId: string): Promise<Attempt | null> {
  return one(
    db,
    'where engineer_call_id = $1 or customer_call_id = $1 order by started_at desc limit 1',
    callId,
  );
}

/** The attempt that was begun last for a ticket. */
export async function findLastAttempt(db: Db, ticketNumber: string): Promise<Attempt | null> {
  return one(db, 'where ticket_number = $1 order by started_at desc limit 1', ticketNumber);
}

/** The leg of whoever talks with the customer. */
export async function findEngineersLeg(db: Db, attemptId: string): Promise<Call | null> {
  const attempt = await one(db, 'where id = $1', attemptId);
  return attempt?.engineerCallId ? findCall(db, attempt.engineerCallId) : null;
}

/**
 * The leg on which the customer of a ticket is being called back, or talks, about another one. A number that several people
 * share, as of a switchboard, takes more than one call: they are the same where the contact is, or where none is known.
 */
export async function findCallbackElsewhere(
  db: Db,
  { number, contactId, callbackNumber }: Pick<Ticket, 'number' | 'contactId' | 'callbackNumber'>,
): Promise<Call | null> {
  const [row] = await db.query<Call>(
    `select ${CALL_COLUMNS} from calls where party = 'customer' and ended_at is null and ticket_number <> $1
       and exists (select from callback_attempts where customer_call_id = calls.id and stage <> 'ended')
       and exists (select from tickets other where other.number = calls.ticket_number and (contact_id = $2
         or to_number = $3 and (contact_id is null or $2::uuid is null)))
     order by started_at desc limit 1`,
    [number, contactId, callbackNumber],
  );
  return row ? readCall(row) : null;
}

async function one(db: Db, where: string, param: string): Promise<Attempt | null> {
  const [row] = await db.query<Attempt>(`select ${ATTEMPT} from callback_attempts ${where}`, [param]);
  return row ?? null;
}
