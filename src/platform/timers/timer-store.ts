import { randomUUID } from 'node:crypto';
import type { Db, Tx } from '../db/database.ts';
import { write } from '../db/write.ts';
import { currentTrace } from '../tracing.ts';
import type { Coming } from './coming-instants.ts';
import { TIMER_CHANNEL } from './told-timers.ts';

/**
 * Everything that has to happen later, or outside this process, is a row here until it is done.
 * A queue job only rings for it; the sweep finds the rows that nothing rang for.
 */
export type TimerKind =
  | 'escalate'
  | 'acknowledgement-stale'
  | 'deadline'
  | 'begin-callback'
  | 'place-call'
  | 'wake-call'
  | 'end-call'
  | 'announce'
  | 'check-call'
  | 'send-message'
  | 'text-pin'
  | 'reach-customer'
  | 'remind-to-phone'
  | 'account-digest'
  | 'ask-verdict'
  | 'check-coverage'
  | 'check-readiness'
  | 'test-page'
  | 'weekly-test'
  | 'wrong-pins'
  | 'watch-flood'
  | 'reconcile'
  | 'keep-recording'
  | 'transcribe'
  | 'erase-at-carrier'
  | 'ask-outcome'
  | 'answer-overdue'
  | 'tell-refused'
  | 'shift-request'
  | 'shift-change'
  | 'settle-text'
  | 'knock'
  | 'plan-reports'
  | 'send-report'
  | 'tend-data';

/** A timer that somebody has in hand; when the lease is over it is due again, so that no work dies with its worker. */
export interface ClaimedTimer {
  id: string;
  kind: TimerKind;
  subject: string;
  /** 1 the first time; more means that an earlier try did not finish */
  attempts: number;
  /** who has it in hand; as soon as it is set anew, put off, or taken over, it is theirs no more */
  owner: string;
  /** when it should have been begun */
  dueAt: Date;
  /** by what name the step can be followed that wished for it */
  trace: string | null;
}

/** A worker that goes on renews it; the work of one that is gone is handed on before, see `worker/presence.ts`. */
export const LEASE_MS = 20_000;

/**
 * When a timer is due, as a query reads it; of one that is being done, when it was taken in hand, and not when its lease is over.
 * @param timer the table's name in the query
 */
export function dueAtOf(timer: string): string {
  return `case when ${timer}.owner is null then ${timer}.due_at else ${timer}.due_at - interval '${LEASE_MS} milliseconds' end`;
}

/** Whoever sweeps by hand. */
const THIS_PROCESS = randomUUID();

/** The priority of what comes after everything that a person waits for. */
export const LAST = Number.MAX_SAFE_INTEGER;

/** What nobody waits for on a phone: however much of it there is, it makes no promise late. */
export const IN_NO_HURRY: readonly TimerKind[] = [
  'keep-recording',
  'transcribe',
  'erase-at-carrier',
  'reconcile',
  'tend-data',
  'text-pin',
  'knock',
  'plan-reports',
  'send-report',
];

interface WantedTimer {
  kind: TimerKind;
  subject: string;
  dueAt: Date;
  priority?: number;
}

/**
 * Sets the one timer of a kind for a subject, or moves it. Rings when the transaction has committed. Set anew, it is another
 * one: whoever has it in hand does not take it off the list when they are done, not even if it is in their hands again by then.
 */
export function setTimer(tx: Tx, timer: WantedTimer): Promise<void> {
  return setTimers(tx, [timer]);
}

/** The same of several, no two of them of a kind for a subject. */
export async function setTimers(tx: Tx, timers: readonly WantedTimer[]): Promise<void> {
  const rows = timers.map(({ kind, subject, dueAt }) => ({ id: randomUUID(), kind, subject, dueAt }));
  await write(
    tx,
    `insert into timers (kind, subject, due_at, priority, trace, id)
     select kind, subject, due_at, priority, $5, id
       from unnest($1::text[], $2::text[], $3::timestamptz[], $4::bigint[], $6::uuid[])
         as wanted (kind, subject, due_at, priority, id)
     on conflict (kind, subject) do update
       set id = excluded.id, due_at = excluded.due_at, priority = excluded.priority, trace = excluded.trace, attempts = 0,
         owner = null`,
    [
      timers.map(({ kind }) => kind),
      timers.map(({ subject }) => subject),
      timers.map(({ dueAt }) => dueAt),
      timers.map(({ priority }) => priority ?? 0),
      currentTrace(),
      rows.map(({ id }) => id),
    ],
  );
  tx.timers.push(...rows);
}

/** Sets a timer unless there is one already: the earlier wish stands. */
export async function ensureTimer(tx: Tx, timer: WantedTimer): Promise<void> {
  const [row] = await tx.query<{ id: string }>(
    `insert into timers (kind, subject, due_at, priority, trace) values ($1, $2, $3, $4, $5)
     on conflict (kind, subject) do nothing returning id`,
    [timer.kind, timer.subject, timer.dueAt, timer.priority ?? 0, currentTrace()],
  );
  if (row) tx.timers.push({ id: row.id, kind: timer.kind, subject: timer.subject, dueAt: timer.dueAt });
}

/** @returns whether there was one */
export async function clearTimer(db: Db, kind: TimerKind, subject: string): Promise<boolean> {
  const rows = await db.query('delete from timers where kind = $1 and subject = $2 returning id', [
    kind,
    subject,
  ]);
  return rows.length > 0;
}

/** When timers are due that come up to an instant, each beat of so many milliseconds once, at its end. */
export async function comingTimers(db: Db, until: Date, beatMs: number): Promise<{ dueAt: Date }[]> {
  return db.query<{ dueAt: Date }>(
    `select distinct to_timestamp(ceil(extract(epoch from due_at) * 1000 / $2) * $2 / 1000) as "dueAt"
       from timers where due_at <= $1`,
    [until, beatMs],
  );
}

/** So many rows are read at once: some ten milliseconds of the database's time. */
const MAX_COMING = 5_000;

/**
 * The instants after `from`, up to and with `until`, at which something is due that nobody has in hand, by kind; of many the
 * soonest. A fraction of a millisecond counts as a whole one.
 * @returns up to when these are all
 */
export async function findComing(
  db: Db,
  from: Date,
  until: Date,
): Promise<{ coming: Coming[]; until: Date }> {
  const rows = await db.query<{ kind: string; instants: number[]; count: number; last: number }>(
    `with soon as materialized (
       select kind, ceil(extract(epoch from due_at) * 1000)::float8 as ms from timers
       where owner is null and due_at > $1 and due_at <= $2 order by due_at limit ${MAX_COMING})
     select kind, json_agg(distinct ms) as instants, count(*)::int, max(ms) as last from soon group by kind`,
    [from, until],
  );
  const coming = rows.flatMap(({ kind, instants }) => instants.map((ms) => ({ kind, dueAt: new Date(ms) })));
  const isAll = rows.reduce((sum, { count }) => sum + count, 0) < MAX_COMING;
  return { coming, until: isAll ? until : new Date(Math.max(...rows.map(({ last }) => last))) };
}

/** Tells whoever listens, see `told-timers.ts`. */
export async function notifyTimers(db: Db, payload: string): Promise<void> {
  await db.query('select pg_notify($1, $2)', [TIMER_CHANNEL, payload]);
}

/** Of so many due rows the kinds are looked at: more is a backlog, of any kinds. */
const MAX_DUE_SEEN = 1_000;

/** Of which kinds something is due; undefined: of so much that it may be any. */
export async function findDueKinds(db: Db, now: Date): Promise<ReadonlySet<string> | undefined> {
  const rows = await db.query<{ kind: string; count: number }>(
    `select kind, count(*)::int from (
       select kind from timers where due_at <= $1 order by due_at limit ${MAX_DUE_SEEN}) due group by kind`,
    [now],
  );
  const seen = rows.reduce((sum, { count }) => sum + count, 0);
  return seen < MAX_DUE_SEEN ? new Set(rows.map(({ kind }) => kind)) : undefined;
}

/** Of which kinds, only what goes before a priority, and for whom. */
export type OfKinds = ({ only: readonly TimerKind[] } | { except: readonly TimerKind[] }) & {
  before?: number;
  owner?: string;
};

/** `compareDue`, where rows are read: a rehearsal does at an instant what a worker would, and in its order. */
const DUE_ORDER = 'priority, due_at, length(subject), subject collate "C", kind collate "C"';

/** Takes in hand what is due, first what `DUE_ORDER` puts first, at most `limit`; rows that another process is taking are passed over. */
export async function claimDueTimers(
  db: Db,
  now: Date,
  limit: number,
  of: OfKinds = { except: [] },
): Promise<ClaimedTimer[]> {
  const [kinds, isOnly] = 'only' in of ? [of.only, true] : [of.except, false];
  return db.query<ClaimedTimer>(
    `with due as (
       select id, due_at from timers where due_at <= $1 and (kind = any($4)) = $5 and ($6::bigint is null or priority < $6)
       order by ${DUE_ORDER} limit $3 for update skip locked)
     update timers set due_at = $2, attempts = attempts + 1, owner = $7 from due where timers.id = due.id
     returning timers.id, kind, subject, attempts, owner, due.due_at as "dueAt", trace`,
    [now, leaseFrom(now), limit, kinds, isOnly, of.before ?? null, of.owner ?? THIS_PROCESS],
  );
}

/**
 * Of a claim whose answer never came, nobody knows whether it stands on record: what it took in hand is due for anybody again.
 * @param span the first and the last instant that was claimed for without an answer
 * @param claim.wanted what was claimed, and for whom
 * @param claim.inHand what the same hands have taken otherwise
 */
export async function releaseClaims(
  db: Db,
  span: { from: Date; until: Date },
  { wanted, inHand }: { wanted: OfKinds; inHand: readonly ClaimedTimer[] },
  now: Date,
): Promise<void> {
  const [kinds, isOnly] = 'only' in wanted ? [wanted.only, true] : [wanted.except, false];
  await db.query(
    `update timers set due_at = $1, owner = null
     where owner = $2 and due_at between $3 and $4 and (kind = any($5)) = $6 and id <> all($7::uuid[])`,
    [
      now,
      wanted.owner ?? THIS_PROCESS,
      leaseFrom(span.from),
      leaseFrom(span.until),
      kinds,
      isOnly,
      inHand.map(({ id }) => id),
    ],
  );
}

function leaseFrom(now: Date): Date {
  return new Date(now.getTime() + LEASE_MS);
}

/** Of some timers (three columns: ids, attempts, owners), those that are still in the hands that claimed them. */
const IN_HAND = `timers join unnest($1::uuid[], $2::int[], $3::uuid[]) as claimed (id, attempts, owner)
  using (id, attempts, owner)`;

function columnsOf(timers: readonly ClaimedTimer[]): unknown[][] {
  return [
    timers.map(({ id }) => id),
    timers.map(({ attempts }) => attempts),
    timers.map(({ owner }) => owner),
  ];
}

/** Whoever goes on with long work keeps it. */
export async function renewTimers(db: Db, timers: readonly ClaimedTimer[], now: Date): Promise<void> {
  await db.query(
    `with held as (select id from ${IN_HAND} for update of timers skip locked)
     update timers set due_at = $4 from held where timers.id = held.id`,
    [...columnsOf(timers), leaseFrom(now)],
  );
}

/** What is in hand was not done, and is due for anybody. */
export async function releaseTimer(db: Db, timer: ClaimedTimer, now: Date): Promise<void> {
  await db.query(
    'update timers set due_at = $4, owner = null where id = $1 and attempts = $2 and owner = $3',
    [timer.id, timer.attempts, timer.owner, now],
  );
}

/** Lets a timer ring at an instant, mostly now, that was set for later. */
export async function advanceTimer(
  tx: Tx,
  { kind, subject }: { kind: TimerKind; subject: string },
  dueAt: Date,
): Promise<void> {
  const [row] = await tx.query<{ id: string }>(
    `update timers set due_at = $3 where kind = $1 and subject = $2 and due_at > $3 and owner is null returning id`,
    [kind, subject, dueAt],
  );
  if (row) tx.timers.push({ id: row.id, kind, subject, dueAt });
}

/** Takes works off the list, unless they were set anew while they were being done, or somebody is about to. */
export async function finishTimers(db: Db, timers: readonly ClaimedTimer[]): Promise<void> {
  await write(
    db,
    `with held as (select id from ${IN_HAND} for update of timers skip locked)
     delete from timers using held where timers.id = held.id`,
    columnsOf(timers),
  );
}

/** Puts claimed work off, keeping the count of its tries. */
export async function postponeTimer(tx: Tx, timer: ClaimedTimer, dueAt: Date): Promise<void> {
  const [row] = await tx.query<{ id: string }>(
    'update timers set due_at = $2, owner = null where id = $1 and attempts = $3 and owner = $4 returning id',
    [timer.id, dueAt, timer.attempts, timer.owner],
  );
  if (row) tx.timers.push({ id: row.id, kind: timer.kind, subject: timer.subject, dueAt });
}

/** When work of a kind is due next; null if there is none. */
export async function timerDueAt(db: Db, kind: TimerKind): Promise<Date | null> {
  const [row] = await db.query<{ at: Date | null }>('select min(due_at) as at from timers where kind = $1', [
    kind,
  ]);
  return row?.at ?? null;
}
