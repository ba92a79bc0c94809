import { randomUUID } from 'node:crypto';
import type { Db, Tx } from '../db/database.ts';
import { write } from '../db/write.ts';
import type { TimerKind } from './timer.ts';

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

/** Of which kinds, only what goes before a priority, and for whom. */
export type OfKinds = ({ only: readonly TimerKind[] } | { except: readonly TimerKind[] }) & {
  before?: number;
  owner?: string;
};

/** `compareDue`, where rows are read: a rehearsal does at an instant what a worker would, and in its order. */
const DUE_ORDER = 'priority, due_at, length(subject), subject collate "C", kind collate "C"';

/**
 * Of a claim that a database's crash took back, the work is due again, as if its worker had died; and whatever has been written
 * since is on the disk only with the claim before it: https://www.postgresql.org/docs/current/wal-async-commit.html
 */
const NOT_WAITING_FOR_THE_DISK = `(select set_config('synchronous_commit', 'off', true)) as unhurried`;

/**
 * Takes in hand what is due, first what `DUE_ORDER` puts first, at most `limit`; rows that another process is taking are passed over.
 * @param db not a transaction that writes something else, too: it would not wait for the disk either
 */
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
     update timers set due_at = $2, attempts = attempts + 1, owner = $7 from due, ${NOT_WAITING_FOR_THE_DISK} where timers.id = due.id
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
