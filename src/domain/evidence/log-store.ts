import type { Db, Tx } from '../../platform/db/database.ts';
import type { Checkpoint } from './checkpoint.ts';
import { keyOf, type TilePlace, type Tiles } from './tiles.ts';

export interface Log {
  id: number;
  origin: string;
  size: number;
  /** the last checkpoint of the log before, whose key was lost */
  predecessor: string | null;
}

export interface LogKey {
  publicKey: string;
  privateKey: Buffer;
  handover: string | null;
}

/** Of all who would let the tree grow, or change its key, one at a time. */
const LEDGER_LOCK = 471118;

/** @returns false: another is at it */
export async function tryLockLedger(tx: Tx): Promise<boolean> {
  const [row] = await tx.query<{ got: boolean }>('select pg_try_advisory_xact_lock($1) as got', [
    LEDGER_LOCK,
  ]);
  return row?.got ?? false;
}

export async function lockLedger(tx: Tx): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [LEDGER_LOCK]);
}

export async function findLog(db: Db): Promise<Log | null> {
  const [row] = await db.query<Log>(
    'select id, origin, size::float8 as size, predecessor from ledger_logs where closed_at is null',
  );
  return row ?? null;
}

/**
 * The log that has the facts of a ticket, or of a customer in a span: the current one as soon as it has any of them, else the last
 * that was closed; null: none has.
 */
export async function findLogWith(
  db: Db,
  wanted: { ticket: string } | { customer: string; from: Date; until: Date },
): Promise<Log | null> {
  const [which, values] =
    'ticket' in wanted
      ? ['ticket_number = $1', [wanted.ticket]]
      : ['customer_number = $1 and at >= $2 and at < $3', [wanted.customer, wanted.from, wanted.until]];
  const [row] = await db.query<Log>(
    `select id, origin, size::float8 as size, predecessor from ledger_logs
     where exists (select from ledger_leaves where log_id = ledger_logs.id and ${which}) order by id desc limit 1`,
    values,
  );
  return row ?? null;
}

export async function insertLog(db: Db, origin: string, predecessor: string | null, now: Date): Promise<Log> {
  const [row] = await db.query<Log>(
    `insert into ledger_logs (origin, predecessor, begun_at) values ($1, $2, $3)
     returning id, origin, size::float8 as size, predecessor`,
    [origin, predecessor, now],
  );
  return row as Log;
}

/** Ends a log; what it has not signed is entered into the next one. */
export async function closeLog(tx: Tx, { id }: Log, signedSize: number, now: Date): Promise<void> {
  await tx.query('update ledger_logs set closed_at = $2, size = $3 where id = $1', [id, now, signedSize]);
  await tx.query(
    `update ledger_leaves set log_id = null, index = null, customer_order = null, previous = null
     where log_id = $1 and index >= $2`,
    [id, signedSize],
  );
  // what a month was closed with is counted anew, in the places that its facts will have
  await tx.query(
    `with gone as (
       delete from ledger_leaves where log_id is null and fact = 'month-closed'
       returning customer_number as number, (fields ->> 'month' || '-01')::date as month)
     update ledger_customers set closed_month = to_char(month - interval '1 month', 'YYYY-MM')
     from (select number, min(month) as month from gone group by number) first where customer_number = number`,
  );
  // a line of facts goes on in the next log where this one has signed its end
  await tx.query(
    `update ledger_customers set facts = coalesce(signed.facts, 0), last_hash = null
     from ledger_customers customer left join lateral (
       select max(customer_order) as facts from ledger_leaves
       where customer_number = customer.customer_number and log_id is not null) signed on true
     where ledger_customers.customer_number = customer.customer_number`,
  );
}

export async function setLogSize(tx: Tx, id: number, size: number): Promise<void> {
  await tx.query('update ledger_logs set size = $2 where id = $1', [id, size]);
}

/** The keys of a log, the oldest first. */
export async function listKeys(db: Db, logId: number): Promise<LogKey[]> {
  return db.query<LogKey>(
    `select public_key as "publicKey", private_key as "privateKey", handover from ledger_keys
     where log_id = $1 order by id`,
    [logId],
  );
}

export async function insertLogKey(db: Db, logId: number, key: LogKey, now: Date): Promise<void> {
  await db.query(
    `insert into ledger_keys (log_id, public_key, private_key, handover, created_at) values ($1, $2, $3, $4, $5)`,
    [logId, key.publicKey, key.privateKey, key.handover, now],
  );
}

export async function updateLogKey(db: Db, publicKey: string, privateKey: Buffer): Promise<void> {
  await db.query('update ledger_keys set private_key = $2 where public_key = $1', [publicKey, privateKey]);
}

export async function loadTiles(db: Db, logId: number, places: readonly TilePlace[]): Promise<Tiles> {
  if (places.length === 0) return new Map();
  const rows = await db.query<TilePlace & { hashes: Buffer }>(
    `select level::int as level, index::float8 as index, hashes from ledger_tiles
     join unnest($2::int[], $3::bigint[]) as place (at_level, at_index) on at_level = level and at_index = index
     where log_id = $1`,
    [logId, places.map(({ level }) => level), places.map(({ index }) => index)],
  );
  return new Map(rows.map(({ hashes, ...place }) => [keyOf(place), hashes]));
}

export async function saveTiles(
  tx: Tx,
  logId: number,
  tiles: readonly (TilePlace & { hashes: Buffer })[],
): Promise<void> {
  await tx.query(
    `insert into ledger_tiles (log_id, level, index, hashes)
     select $1, level, index, hashes from unnest($2::int[], $3::bigint[], $4::bytea[]) as tile (level, index, hashes)
     on conflict (log_id, level, index) do update set hashes = excluded.hashes`,
    [
      logId,
      tiles.map(({ level }) => level),
      tiles.map(({ index }) => index),
      tiles.map(({ hashes }) => hashes),
    ],
  );
}

export type StoredCheckpoint = Pick<Checkpoint, 'size' | 'at'> & { note: string };

export async function insertCheckpoint(
  db: Db,
  logId: number,
  { size, at, note }: StoredCheckpoint,
): Promise<void> {
  await db.query(
    `insert into ledger_checkpoints (log_id, size, at, note) values ($1, $2, $3, $4)
     on conflict (log_id, size) do update set at = excluded.at, note = excluded.note`,
    [logId, size, at, note],
  );
}

export async function lastCheckpoint(db: Db, logId: number): Promise<StoredCheckpoint | null> {
  const [row] = await db.query<StoredCheckpoint>(
    'select size::float8 as size, at, note from ledger_checkpoints where log_id = $1 order by size desc limit 1',
    [logId],
  );
  return row ?? null;
}

/** The sizes that anybody may have kept: those signed last, the last one of each day, and of each month without a limit. */
export async function listKeptSizes(db: Db, logId: number, limit: number): Promise<number[]> {
  const rows = await db.query<{ size: number }>(
    `select size::float8 as size from (
       (select size from ledger_checkpoints where log_id = $1 order by size desc limit $2)
       union (select max(size) from ledger_checkpoints where log_id = $1
         group by (at at time zone 'utc')::date order by 1 desc limit $2)
       union (select max(size) from ledger_checkpoints where log_id = $1
         group by date_trunc('month', at at time zone 'utc'))) kept
     order by 1 desc`,
    [logId, limit],
  );
  return rows.map(({ size }) => size);
}
