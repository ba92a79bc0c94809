import type { Db, Tx } from '../../platform/db/database.ts';
import { write } from '../../platform/db/write.ts';
import { type GuardScope, nextTryAt, type PinCount, withWrong } from './pin-guard.ts';

const COUNT = `clear_at as "clearAt", wrong, since, digests, spent_at as "spentAt", told_at as "toldAt"`;

/** The counts of scopes that have any, held until the transaction ends, so that tries at the same instant are all seen. */
export async function lockPinCounts(
  tx: Tx,
  scopes: readonly GuardScope[],
): Promise<(GuardScope & { clearAt: Date })[]> {
  return tx.query(
    `select kind, id, clear_at as "clearAt" from pin_counts
      where (kind, id) in (select * from unnest($1::text[], $2::text[])) order by kind, id for update`,
    [scopes.map(({ kind }) => kind), scopes.map(({ id }) => id)],
  );
}

export async function findPinCount(db: Db, { kind, id }: GuardScope): Promise<PinCount | null> {
  const [count] = await db.query<PinCount>(`select ${COUNT} from pin_counts where kind = $1 and id = $2`, [
    kind,
    id,
  ]);
  return count ?? null;
}

/**
 * Counts a wrong PIN.
 * @param digest see `withWrong`
 * @returns the count as it stands now, or null if this PIN was counted before
 */
export async function countWrongPin(
  tx: Tx,
  { kind, id }: GuardScope,
  digest: number | null,
  now: Date,
): Promise<PinCount | null> {
  await write(
    tx,
    `insert into pin_counts (kind, id, clear_at, wrong, since) values ($1, $2, $3, 0, $3) on conflict do nothing`,
    [kind, id, now],
  );
  const [before] = await tx.query<PinCount>(
    `select ${COUNT} from pin_counts where kind = $1 and id = $2 for update`,
    [kind, id],
  );
  const count = withWrong(kind, before ?? null, digest, now);
  if (!count) return null;
  await write(
    tx,
    `update pin_counts set clear_at = $3, wrong = $4, since = $5, digests = $6, spent_at = $7
      where kind = $1 and id = $2`,
    [kind, id, count.clearAt, count.wrong, count.since, count.digests, count.spentAt],
  );
  return count;
}

/** A budget that these counts belong to has run out: the supervisors are to be told of them. */
export async function noteSpent(tx: Tx, scopes: readonly GuardScope[], now: Date): Promise<void> {
  await write(
    tx,
    `update pin_counts set spent_at = $3
      where (kind, id) in (select * from unnest($1::text[], $2::text[])) and kind <> 'contact'`,
    [scopes.map(({ kind }) => kind), scopes.map(({ id }) => id), now],
  );
}

/** What the supervisors have not been told of yet, the customer with most wrong PINs first. */
export async function takeUntoldPinCounts(
  tx: Tx,
  now: Date,
): Promise<{ kind: GuardScope['kind']; customer: string | null; wrong: number; since: Date }[]> {
  return tx.query(
    `with told as (
       update pin_counts set told_at = $1
        where kind <> 'contact' and spent_at is not null and (told_at is null or told_at < spent_at)
        returning kind, id, wrong, since)
     select told.kind, customers.number as customer, told.wrong, told.since
       from told left join customers on customers.number = told.id and told.kind in ('customer', 'phones')
      order by told.wrong desc, told.id`,
    [now],
  );
}

/** When PINs of a scope are looked at again, or null if they are now. */
export async function heldUpUntil(db: Db, scope: GuardScope, now: Date): Promise<Date | null> {
  const count = await findPinCount(db, scope);
  const until = count && nextTryAt(scope.kind, count.clearAt);
  return until && until > now ? until : null;
}

/** What was miskeyed before is forgotten. */
export async function forgetWrongPins(db: Db, scopes: readonly GuardScope[]): Promise<void> {
  await db.query(
    'delete from pin_counts where (kind, id) in (select * from unnest($1::text[], $2::text[]))',
    [scopes.map(({ kind }) => kind), scopes.map(({ id }) => id)],
  );
}

/** Counts that time has paid for are not kept, nor what the wrong PINs were known again by. */
export async function dropPaidCounts(db: Db, now: Date): Promise<void> {
  await db.query(
    `with paid as (
       select kind, id from pin_counts
        where clear_at <= $1 and (kind = 'contact' or spent_at is null or told_at >= spent_at) for update skip locked)
     delete from pin_counts using paid where (pin_counts.kind, pin_counts.id) = (paid.kind, paid.id)`,
    [now],
  );
}
