import type { Db, Tx } from '../platform/db/database.ts';

/** Says that a worker is there. @returns false: it had been taken to be gone, or never was there */
export async function noteThere(db: Db, id: string): Promise<boolean> {
  const rows = await db.query('update workers set seen_at = clock_timestamp() where id = $1 returning id', [
    id,
  ]);
  return rows.length === 1;
}

export async function insertWorker(db: Db, id: string): Promise<void> {
  await db.query('insert into workers (id) values ($1) on conflict (id) do nothing', [id]);
}

export async function deleteWorker(db: Db, id: string): Promise<void> {
  await db.query('delete from workers where id = $1', [id]);
}

/** Takes all others to be gone that have been silent for so long, by the database's clock. @returns how many */
export async function deleteSilentWorkers(db: Db, silentMs: number, self: string): Promise<number> {
  const rows = await db.query(
    `delete from workers where id <> $1 and seen_at < clock_timestamp() - $2 * interval '1 millisecond' returning id`,
    [self, silentMs],
  );
  return rows.length;
}

/** How many have not been silent for so long, by the database's clock. */
export async function countThere(db: Db, silentMs: number): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from workers where seen_at >= clock_timestamp() - $1 * interval '1 millisecond'`,
    [silentMs],
  );
  return row?.count ?? 0;
}

/** In the hands of somebody who is gone. What is locked is passed over: it is looked again soon. */
const ORPHANED = 'owner is not null and owner not in (select id from workers)';

/**
 * Hands on what workers that are gone had in hand: it is due now, and what the carrier was to be asked for and has not
 * confirmed may be asked for again. @returns how much there was
 */
export async function releaseOrphans(tx: Tx, now: Date): Promise<number> {
  const messages = await tx.query<{ id: string }>(
    `with orphaned as (
       select id from messages where status = 'sending' and ${ORPHANED} for no key update skip locked)
     update messages set ready_at = $1, owner = null from orphaned where messages.id = orphaned.id
     returning messages.id`,
    [now],
  );
  const legs = await tx.query<{ id: string }>(
    `with orphaned as (
       select id from calls where status = 'sending' and ${ORPHANED} for no key update skip locked)
     update calls set ready_at = $1, owner = null from orphaned where calls.id = orphaned.id
     returning calls.id`,
    [now],
  );
  const timers = await tx.query<{ id: string }>(
    `with orphaned as (select id from timers where ${ORPHANED} for update skip locked)
     update timers set due_at = $1, owner = null from orphaned where timers.id = orphaned.id
     returning timers.id`,
    [now],
  );
  // each by its name: nothing that waits is read for it, however much that is
  const putOff = messages.length + legs.length === 0 ? [] : await advanceWaiting(tx, { messages, legs }, now);
  return timers.length + putOff.length;
}

/** What waits to ask the carrier again for what was left behind has nothing to wait for. */
function advanceWaiting(
  tx: Tx,
  { messages, legs }: Record<'messages' | 'legs', { id: string }[]>,
  now: Date,
): Promise<{ id: string }[]> {
  return tx.query(
    `with advanced as (
       select id from timers join (
         select 'send-message' as kind, unnest($2::text[]) as subject
         union all select 'place-call', unnest($3::text[])) waiting using (kind, subject)
       where owner is null and due_at > $1 for update of timers skip locked)
     update timers set due_at = $1, owner = null from advanced where timers.id = advanced.id
     returning timers.id`,
    [now, messages.map(({ id }) => id), legs.map(({ id }) => id)],
  );
}
