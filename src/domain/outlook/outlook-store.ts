import type { Db } from '../../platform/db/database.ts';
import type { Hole } from '../rehearsal/compare-proofs.ts';
import type { Outlook } from './decide-outlook.ts';

/** @returns null: no night has looked yet */
export async function findOutlook(db: Db): Promise<Outlook | null> {
  const [row] = await db.query<Outlook>(
    'select looked_at as "lookedAt", seen_until as until, holes, worse, notice from proof_outlook',
  );
  return row ? { ...row, holes: row.holes.map(withInstants), worse: row.worse.map(withInstants) } : null;
}

export async function saveOutlook(db: Db, { lookedAt, until, holes, worse, notice }: Outlook): Promise<void> {
  await db.query(
    `insert into proof_outlook (looked_at, seen_until, holes, worse, notice) values ($1, $2, $3, $4, $5)
     on conflict (only_row) do update set looked_at = excluded.looked_at, seen_until = excluded.seen_until,
       holes = excluded.holes, worse = excluded.worse, notice = excluded.notice`,
    [lookedAt, until, JSON.stringify(holes.map(slim)), JSON.stringify(worse.map(slim)), notice],
  );
}

/** Takes what the supervisors are to be told, once. @returns null: nothing */
export async function takeOutlookNotice(db: Db): Promise<Outlook['notice']> {
  const [row] = await db.query<{ notice: Outlook['notice'] }>(
    `update proof_outlook now set notice = null from proof_outlook before
     where before.notice is not null and now.notice is not null returning before.notice`,
  );
  return row?.notice ?? null;
}

/** Why, and what to do, is worked out anew for whoever looks. */
function slim({ plan, severity, from, until }: Hole): Hole {
  return { plan, severity, from, until };
}

function withInstants({ plan, severity, from, until }: Hole): Hole {
  return { plan, severity, from: new Date(from), until: new Date(until) };
}
