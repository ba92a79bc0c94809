import type { Db } from '../../platform/db/database.ts';

/** What is done with a checkpoint each night. */
export type ErrandKind = 'stamp' | 'folder' | 'e-mail';

export interface Errand {
  kind: ErrandKind;
  triedAt: Date;
  /** when it was done last; null: never */
  doneAt: Date | null;
  /** why it was not done when it was tried last; null: it was */
  error: string | null;
}

/** @returns when it was done last; null: never */
export async function saveErrand(
  db: Db,
  kind: ErrandKind,
  error: string | null,
  now: Date,
): Promise<Date | null> {
  const [row] = await db.query<{ doneAt: Date | null }>(
    `insert into ledger_errands (kind, tried_at, done_at, error)
     values ($1, $2, case when $3::text is null then $2::timestamptz end, $3)
     on conflict (kind) do update set tried_at = excluded.tried_at, error = excluded.error,
       done_at = coalesce(excluded.done_at, ledger_errands.done_at)
     returning done_at as "doneAt"`,
    [kind, now, error],
  );
  return row?.doneAt ?? null;
}

export async function listErrands(db: Db): Promise<Errand[]> {
  return db.query<Errand>(
    'select kind, tried_at as "triedAt", done_at as "doneAt", error from ledger_errands order by kind',
  );
}
