import type { Db } from '../../platform/db/database.ts';

/** A checkpoint with the time stamp of an authority. */
export interface StampedCheckpoint {
  size: number;
  note: string;
  /** whose stamp it is: the address that was asked */
  authority: string;
  /** by the authority's clock */
  stampedAt: Date;
  reply: Buffer;
}

const COLUMNS = 'size::float8 as size, note, authority, stamped_at as "stampedAt", reply';

export async function insertStamp(db: Db, logId: number, stamp: StampedCheckpoint): Promise<void> {
  const { size, note, authority, stampedAt, reply } = stamp;
  await db.query(
    `insert into ledger_stamps (log_id, size, note, authority, stamped_at, reply) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing`,
    [logId, size, note, authority, stampedAt, reply],
  );
}

/** The first stamp of a state that counts so many facts, and the newest one. */
export async function listStampsFor(db: Db, logId: number, facts: number): Promise<StampedCheckpoint[]> {
  return db.query<StampedCheckpoint>(
    `(select ${COLUMNS} from ledger_stamps where log_id = $1 and ledger_stamps.size >= $2 order by ledger_stamps.size limit 1)
     union (select ${COLUMNS} from ledger_stamps where log_id = $1 order by ledger_stamps.size desc limit 1) order by 1`,
    [logId, facts],
  );
}

export async function isStamped(db: Db, logId: number, size: number): Promise<boolean> {
  const rows = await db.query('select from ledger_stamps where log_id = $1 and size = $2', [logId, size]);
  return rows.length > 0;
}
