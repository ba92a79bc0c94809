import { MOST_PRESSING } from '../../domain/tickets/urgency.ts';
import type { Db } from '../../platform/db/database.ts';
import { IN_NO_HURRY, type TimerKind } from '../../platform/timers/timer.ts';

/** A ticket that waits for an answer, and that nothing would ever drive on. */
interface Forgotten {
  ticketNumber: string;
}

/** Work that fails again and again: whatever it is for does not happen. */
export interface Stuck {
  kind: TimerKind;
  subject: string;
  attempts: number;
}

/** So many are mended at a time, the most pressing first; the others the next time: nothing that is due waits for all of them. */
const MAX_FOUND = 1_000;

/** Work that waits for a phone to be free, or says itself when it fails, is tried more often; all other has gone wrong by then. */
const STUCK_AFTER = 5;
const SAY_THEMSELVES: readonly TimerKind[] = [
  'place-call',
  'send-message',
  'end-call',
  'keep-recording',
  'erase-at-carrier',
];

/**
 * The law behind the guarantee, held against what is on record: an open ticket has its next step, an acknowledged one
 * the instant at which it goes stale or an engineer on the line for it, and the deadline of each is watched.
 */
export async function findForgotten(db: Db): Promise<Forgotten[]> {
  return db.query<Forgotten>(
    `select number as "ticketNumber" from tickets
     where status in ('open', 'acknowledged') and not (
       (missed_at is not null or exists (select from timers where kind = 'deadline' and subject = number::text))
       and (status = 'open' and exists (select from timers where kind = 'escalate' and subject = number::text)
         or status = 'acknowledged' and exists (
              select from timers where kind = 'acknowledgement-stale' and subject = number::text)
         or status = 'acknowledged' and exists (
              select from callback_attempts attempt join calls on calls.id = attempt.engineer_call_id
              where attempt.ticket_number = number and attempt.stage <> 'ended' and calls.ended_at is null)))
     order by ${MOST_PRESSING} limit ${MAX_FOUND}`,
  );
}

/** What has been tried often enough to say that it will not come right by itself. */
export async function findStuck(db: Db): Promise<Stuck[]> {
  return db.query<Stuck>(
    `select kind, subject, attempts from timers
     where attempts >= $1 and kind <> all($2)
     order by priority, due_at limit 100`,
    [STUCK_AFTER, SAY_THEMSELVES],
  );
}

/** Work that somebody waits for, whose time has passed and that nobody has begun. */
export interface Overdue {
  kind: TimerKind;
  subject: string;
  dueAt: Date;
}

export async function findOverdue(db: Db, before: Date): Promise<Overdue[]> {
  return db.query<Overdue>(
    `select kind, subject, due_at as "dueAt" from timers where due_at < $1 and kind <> all($2)
     order by due_at limit 100`,
    [before, IN_NO_HURRY],
  );
}

/**
 * Pages that were meant to go out before an instant and that neither a message nor a leg carries any more. A leg may be
 * dialled by whichever alarm rings, so any alarm will do for it.
 */
export async function findUnsentPages(db: Db, before: Date): Promise<{ id: string; ticketNumber: string }[]> {
  return db.query<{ id: string; ticketNumber: string }>(
    `select id, ticket_number as "ticketNumber" from pages
     where status in ('planned', 'sending') and planned_at < $1
       and not exists (select from messages where page_id = pages.id and status in ('planned', 'sending', 'bundled')
         and exists (select from timers
           where kind = 'send-message' and subject = coalesce(bundled_into, messages.id)::text))
       and not exists (select from calls where calls.id = pages.call_id and ended_at is null
         and (sid is not null or exists (select from timers where kind = 'place-call' and subject = calls.id::text)))
     order by (select not verified from tickets where number = ticket_number), planned_at limit 100`,
    [before],
  );
}

/** Messages that were written before an instant, have not gone out, and that nobody would send any more. */
export async function findUnsentMessages(db: Db, before: Date): Promise<{ id: string; urgency: string }[]> {
  return db.query<{ id: string; urgency: string }>(
    `select id, urgency from messages
     where direction = 'outbound' and status in ('planned', 'sending') and created_at < $1
       and not exists (select from timers where kind = 'send-message' and subject = messages.id::text)
     order by urgency, created_at limit 100`,
    [before],
  );
}

/** Legs that are wanted since before an instant, and whose alarm is lost. */
export async function findUndialledLegs(db: Db, before: Date): Promise<{ id: string; urgency: string }[]> {
  return db.query<{ id: string; urgency: string }>(
    `select id, urgency from calls
     where status in ('planned', 'sending') and sid is null and ended_at is null and started_at < $1
       and not exists (select from timers where kind = 'place-call' and subject = calls.id::text)
     order by urgency, started_at limit 100`,
    [before],
  );
}

/** Legs that have not ended and that nobody would ask the carrier about: the report of their end may have been lost. */
export async function findUnwatchedLegs(db: Db): Promise<{ id: string }[]> {
  return db.query<{ id: string }>(
    `select id from calls where ended_at is null and sid is not null
       and not exists (select from timers where kind = 'check-call' and subject = calls.id::text)
     order by started_at limit 100`,
  );
}

/** Tickets that wait for an answer and whose customer nobody has promised to call back. */
export async function findWithoutCallback(db: Db): Promise<{ ticketNumber: string }[]> {
  return db.query<{ ticketNumber: string }>(
    `select number as "ticketNumber" from tickets where status in ('open', 'acknowledged')
       and not exists (select from callbacks where ticket_number = number and callbacks.status = 'open')
     order by ${MOST_PRESSING} limit ${MAX_FOUND}`,
  );
}

/** Attempts at a callback that both parties have left, so that no further one could begin. */
export async function findHungAttempts(db: Db, before: Date): Promise<{ ticketNumber: string }[]> {
  return db.query<{ ticketNumber: string }>(
    `select ticket_number as "ticketNumber" from callback_attempts attempt
     where stage <> 'ended' and started_at < $1
       and not exists (select from calls where calls.id in (attempt.engineer_call_id, attempt.customer_call_id)
         and (ended_at is null or ended_at >= $1))
     order by started_at limit ${MAX_FOUND}`,
    [before],
  );
}

/**
 * Legs that wait for longer than those before them need, at one a second, or than somebody's phone is looked at again.
 * Only a clock that went wrong puts them so far off.
 */
export async function findPutOffLegs(db: Db, now: Date): Promise<{ id: string; urgency: string }[]> {
  return db.query<{ id: string; urgency: string }>(
    `select calls.id, urgency from calls join timers on kind = 'place-call' and subject = calls.id::text
     where status in ('planned', 'sending') and sid is null and ended_at is null
       and due_at > $1::timestamptz + interval '90 seconds' + interval '1 second' * (
         select count(*) from calls where status in ('planned', 'sending') and sid is null and ended_at is null)
     order by urgency, started_at limit 100`,
    [now],
  );
}

/** How long at most a mild page is held back for more of them, and some. */
const HELD_BACK = `interval '6 minutes'`;

/** The same for messages: those that wait for longer than those before them need, and than anything is held back. */
export async function findPutOffMessages(db: Db, now: Date): Promise<{ id: string; urgency: string }[]> {
  return db.query<{ id: string; urgency: string }>(
    `select messages.id, urgency from messages join timers on kind = 'send-message' and subject = messages.id::text
     where direction = 'outbound' and status in ('planned', 'sending')
       and due_at > greatest($1::timestamptz, least(ready_at, $1::timestamptz + ${HELD_BACK})) + interval '90 seconds'
         + interval '1 second' * (
           select count(*) from messages where direction = 'outbound' and status in ('planned', 'sending'))
     order by urgency, created_at limit 100`,
    [now],
  );
}

/** Tickets that count as missed at an instant that has not come, and whose deadline has not passed. */
export async function findMissedTooEarly(db: Db, now: Date): Promise<{ ticketNumber: string }[]> {
  return db.query<{ ticketNumber: string }>(
    `select number as "ticketNumber" from tickets
     where status in ('open', 'acknowledged') and missed_at > $1::timestamptz + interval '1 second' and respond_by > $1
     order by ${MOST_PRESSING} limit ${MAX_FOUND}`,
    [now],
  );
}

/** How far ahead at most work is set that comes again and again, or is tried again, and some. */
const AT_MOST_AHEAD: readonly { kinds: readonly TimerKind[]; hours: number }[] = [
  { kinds: ['reconcile', 'shift-change'], hours: 1 },
  { kinds: ['check-coverage', ...IN_NO_HURRY.filter((kind) => kind !== 'reconcile')], hours: 48 },
  // the next morning of a house that is closed for weeks
  { kinds: ['check-readiness'], hours: 40 * 24 },
];

/** The same for work that nobody waits for on a phone: reports and erasures, what each night does, looks at the carrier's record. */
export async function findPutOffWork(db: Db, now: Date): Promise<{ kind: TimerKind; subject: string }[]> {
  const bounds = AT_MOST_AHEAD.flatMap(({ kinds, hours }) => kinds.map((kind) => ({ kind, hours })));
  return db.query<{ kind: TimerKind; subject: string }>(
    `select kind, subject from timers join unnest($2::text[], $3::int[]) as bounds (kind, hours) using (kind)
     where due_at > $1::timestamptz + make_interval(hours => bounds.hours)
     order by due_at limit ${MAX_FOUND}`,
    [now, bounds.map(({ kind }) => kind), bounds.map(({ hours }) => hours)],
  );
}
