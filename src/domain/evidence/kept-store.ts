import type { Db } from '../../platform/db/database.ts';
import type { StampedCheckpoint } from './stamp-store.ts';

/** A log as its table has it, with the fact that it was begun; that one has no place yet while nothing has grown. */
export interface KeptLog {
  id: number;
  origin: string;
  size: number;
  begunAt: Date;
  closedAt: Date | null;
  predecessor: string | null;
  begun: { origin?: string; at?: string; predecessor?: string } | null;
}

/** All logs, the oldest first. */
export async function listKeptLogs(db: Db): Promise<KeptLog[]> {
  return db.query<KeptLog>(
    `select id, origin, size::float8 as size, begun_at as "begunAt", closed_at as "closedAt", predecessor,
       (select fields from ledger_leaves where log_id = logs.id and customer_number is null and fact = 'log-begun'
         order by index limit 1) as begun
     from ledger_logs logs order by id`,
  );
}

/** The keys of a log, the oldest first. */
export async function listKeptKeys(
  db: Db,
  logId: number,
): Promise<{ publicKey: string; handover: string | null; createdAt: Date }[]> {
  return db.query(
    `select public_key as "publicKey", handover, created_at as "createdAt" from ledger_keys
     where log_id = $1 order by id`,
    [logId],
  );
}

/** Which states have their turn: those since an instant, and of the older ones each `of`th. */
export interface NightlyStates {
  since: Date;
  part: number;
  of: number;
}

/** What was signed of a log, and what an authority has stamped. */
export async function listKeptStates(
  db: Db,
  logId: number,
  { since, part, of }: NightlyStates,
): Promise<{ checkpoints: { size: number; at: Date; note: string }[]; stamps: StampedCheckpoint[] }> {
  const params = [logId, since, of, part];
  const checkpoints = await db.query<{ size: number; at: Date; note: string }>(
    `select size::float8 as size, at, note from ledger_checkpoints
     where log_id = $1 and (at >= $2 or size % $3 = $4) order by ledger_checkpoints.size`,
    params,
  );
  const stamps = await db.query<StampedCheckpoint>(
    `select size::float8 as size, note, authority, stamped_at as "stampedAt", reply from ledger_stamps
     where log_id = $1 and (stamped_at >= $2 or size % $3 = $4) order by ledger_stamps.size`,
    params,
  );
  return { checkpoints, stamps };
}

/** Where a customer's facts end, by their line and by the facts themselves. */
export interface KeptLine {
  customerNumber: string;
  salt: Buffer;
  facts: number;
  lastHash: Buffer | null;
  /** such as `2026-10` */
  closedMonth: string | null;
  last: {
    logId: number;
    order: number;
    statement: Buffer;
    previous: Buffer | null;
    afterwards: boolean;
  } | null;
  /** the month that the last closing names; null: there was none */
  lastClosed: string | null;
}

export async function listKeptLines(db: Db): Promise<KeptLine[]> {
  const rows = await db.query<
    Omit<KeptLine, 'last'> & Omit<NonNullable<KeptLine['last']>, 'logId'> & { logId: number | null }
  >(
    `select line.customer_number as "customerNumber", line.salt, line.facts::float8 as facts, last_hash as "lastHash",
       closed_month as "closedMonth", last.log_id as "logId", last.customer_order::float8 as "order", last.hash as statement,
       last.previous, last.afterwards, (select fields ->> 'month' from ledger_leaves
         where customer_number = line.customer_number and fact = 'month-closed' and customer_order is not null
         order by customer_order desc limit 1) as "lastClosed"
     from ledger_customers line left join lateral (
       select log_id, customer_order, hash, previous, afterwards from ledger_leaves
       where customer_number = line.customer_number and customer_order is not null order by customer_order desc limit 1) last
       on true
     order by 1`,
  );
  return rows.map(({ logId, order, statement, previous, afterwards, ...line }) => ({
    ...line,
    last: logId === null ? null : { logId, order, statement, previous, afterwards },
  }));
}
